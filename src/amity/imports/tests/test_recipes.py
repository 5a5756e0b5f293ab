"""Saved mappings: saved from a file's columns, suggested for matching files, and refused where they don't fit."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.audit import trail
from amity.imports.models import Recipe
from amity.imports.recipes import commands as recipe_commands
from amity.imports.recipes import queries as recipe_queries
from amity.imports.tests.bringing import amity, csv_file
from amity.imports.tests.by_page import at, bring, newest
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.timesheets.models import Entry
from tests.builders import acting

WEEK = "Tag;Wer;Was;Zeit;Ort\n2026-11-02;Tim;Work;1,5;Kiel\n"
COLUMNS = {"c-0": "date", "c-1": "person", "c-2": "text", "c-3": "hours", "c-4": "project"}


@pytest.fixture
def weekly(finas, fina):
    """Return a saved mapping of a file that was mapped by hand."""
    bring(finas, WEEK, tool="csv")
    finas.post(at("columns"), COLUMNS)
    finas.post(at("keep_recipe"), {"name": "Weekly"})
    return Recipe.objects.get()


def rename(by, recipe, name, version=1):
    return recipe_commands.rename_recipe(
        by=acting(by), recipe_id=recipe.pk, version=version, name=name, now=timezone.now()
    )


def test_a_mapping_is_kept_whole_under_its_name(weekly, fina):
    assert weekly.columns == {"date": "Tag", "person": "Wer", "project": "Ort", "hours": "Zeit", "text": "Was"}
    assert (weekly.name, weekly.person) == ("Weekly", fina)
    assert trail.actions_on(weekly) == ["recipe.kept"]


def test_the_next_file_with_these_columns_offers_the_recipe(client, weekly, ada):
    client.force_login(ada)
    bring(client, WEEK.replace("Work", "More"), tool="csv", name="next.csv")

    page = client.get(at("batch")).content.decode()

    assert "Use Weekly" in page
    client.post(at("use_recipe"), {"recipe": weekly.pk})
    assert (newest().state, newest().options["recipe"]) == ("ready", "Weekly")
    assert "Read with the saved mapping" in client.get(at("batch")).content.decode()


def test_a_file_with_other_columns_is_offered_nothing_and_says_why_when_asked(finas, weekly):
    bring(finas, "Tag;Wer;Zeit\n2026-11-02;Tim;1,5\n", tool="csv")

    page = finas.get(at("batch"), follow=True).content.decode()
    asked = finas.post(at("use_recipe"), {"recipe": weekly.pk}, follow=True).content.decode()

    assert "Read it with Weekly" not in page
    assert "the file has no column “Ort”, “Was”" in asked


def test_a_column_that_came_later_is_not_guessed_so_nothing_comes_in_twice(capsys, finas, weekly, tmp_path):
    words = ("--recipe", "weekly", "--create-missing", "--json")
    amity(capsys, "import", "csv", csv_file(tmp_path, WEEK), *words)
    wider = WEEK.replace("Ort\n", "Ort;Aufgabe\n").replace("Kiel\n", "Kiel;Draw\n")

    again = amity(capsys, "import", "csv", csv_file(tmp_path, wider), *words)

    assert (again.code, again["unchanged"], again["created"], Entry.objects.count()) == (0, 1, 0, 1)


def test_the_recipe_and_the_same_columns_by_hand_are_one_source(capsys, finas, weekly, tmp_path):
    amity(capsys, "import", "csv", csv_file(tmp_path, WEEK), "--recipe", "Weekly", "--create-missing", "--json")
    chosen = [f"{field}={header}" for field, header in weekly.columns.items()]
    words = [word for one in chosen for word in ("--map", one)]

    again = amity(capsys, "import", "csv", csv_file(tmp_path, WEEK), *words, "--json")

    assert (again["unchanged"], again["created"]) == (1, 0)


def test_a_recipe_that_is_not_there_is_refused_with_those_that_are(capsys, weekly, tmp_path):
    answer = amity(capsys, "import", "csv", csv_file(tmp_path, WEEK), "--recipe", "Monthly", "--json")

    assert (answer.code, "Available: Weekly." in answer.err) == (3, True)


def test_a_recipe_whose_header_is_gone_is_refused_by_name(capsys, weekly, tmp_path):
    path = csv_file(tmp_path, WEEK.replace("Zeit", "Dauer"))

    answer = amity(capsys, "import", "csv", path, "--recipe", "Weekly", "--json")

    assert (answer.code, "no column “Zeit”" in answer.err) == (2, True)


def test_a_taken_name_is_refused_whoever_comes_second(finas, weekly, ada):
    bring(finas, WEEK, tool="csv")
    finas.post(at("columns"), COLUMNS)

    with pytest.raises(Invalid) as caught:
        recipe_commands.keep_recipe(by=acting(ada), batch_id=newest().pk, name=" weekly ", now=timezone.now())

    assert "“weekly” already exists" in caught.value.sentence
    assert Recipe.objects.count() == 1


def test_a_recipe_needs_a_name_and_known_columns(finas, weekly, fina):
    bring(finas, "Foo;Bar\n1;x\n", tool="csv")

    with pytest.raises(Refused):
        recipe_commands.keep_recipe(by=acting(fina), batch_id=newest().pk, name="Odd", now=timezone.now())
    with pytest.raises(Invalid):
        rename(fina, weekly, "   ")


def test_two_people_renaming_it_do_not_overwrite_each_other(weekly, fina, ada):
    rename(fina, weekly, "Hours of Kiel")

    with pytest.raises(Stale):
        rename(ada, weekly, "Hours of Bremen", version=1)

    weekly.refresh_from_db()
    assert weekly.name == "Hours of Kiel"
    assert trail.actions_on(weekly) == ["recipe.kept", "recipe.renamed"]


def test_a_recipe_deleted_meanwhile_cannot_be_used(finas, weekly, ada):
    recipe_commands.delete_recipe(by=acting(ada), recipe_id=weekly.pk, now=timezone.now())
    bring(finas, WEEK, tool="csv")

    page = finas.post(at("use_recipe"), {"recipe": weekly.pk}, follow=True).content.decode()

    assert "no longer exists" in page


def test_the_list_names_columns_renames_and_deletes(finas, weekly):
    page = finas.get(reverse("imports:recipes")).content.decode()
    finas.post(reverse("imports:rename_recipe", args=[weekly.pk]), {"name": "Kiel", "version": 1})

    assert "Zeit → Time" in page
    assert Recipe.objects.get().name == "Kiel"
    finas.post(reverse("imports:delete_recipe", args=[weekly.pk]))
    assert not Recipe.objects.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [(" ", "Enter some text."), ("weekly", "already exists"), ("x" * 81, "at most 80"), ("a\x00", "Null")],
)
def test_a_name_that_cannot_be_taken_is_refused_at_its_field(finas, weekly, name, said):
    other = recipe_commands.keep_recipe(
        by=acting(weekly.person), batch_id=newest().pk, name="Other", now=timezone.now()
    )
    bring(finas, WEEK.replace("Zeit", "Dauer"), tool="csv")
    finas.post(at("columns"), COLUMNS)
    kept = finas.post(at("keep_recipe"), {"name": name})
    renamed = finas.post(reverse("imports:rename_recipe", args=[other.pk]), {"name": name, "version": 1})

    for answer, field in ((kept, "recipe-name"), (renamed, f"recipe-{other.pk}-name")):
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page.partition(f'id="{field}_error"')[2][:600]
    assert Recipe.objects.count() == 2


def test_only_who_brings_files_sees_recipes(weekly, mara):
    with pytest.raises(Refused):
        recipe_queries.recipes_seen_by(acting(mara))
    with pytest.raises(NotSeen):
        recipe_queries.recipe_seen_by(acting(weekly.person), weekly.pk + 1)
