"""Toggl's data export and Clockify's projects: imported once, unchanged afterwards, and undone."""

import json
from zipfile import ZipFile

import pytest

from amity.accounts.models import Account
from amity.imports.models import Batch, Made
from amity.imports.readers.workspace import workspace_lists, zipped
from amity.imports.rules import Unreadable
from amity.imports.structure.rules.things import Thing
from amity.imports.structure.rules.toggl_workspace import Lists, things_in
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity
from amity.people.models import Person
from amity.projects.models import FinishedMark, Project, TeamMember, WorkItem

CLOCKIFY = "clockify/clockify_projects_import_test_{}.csv"


@pytest.fixture
def folder(real_data):
    return real_data("toggl/data_export_json/projects.json").parent


@pytest.fixture
def bring(capsys, fina):
    return lambda tool, path, *words: amity(capsys, "import", tool, path, "--json", *words)


def lists_zip(folder, **lists):
    path = folder / "export.zip"
    with ZipFile(path, "w") as archive:
        for name, records in lists.items():
            archive.writestr(f"export/{name.replace('__', '/')}.json", json.dumps(records))
    return path


def test_toggls_data_export_comes_in_from_its_folder(bring, folder):
    answer = bring("toggl", folder, "--create-missing")

    assert (answer.code, answer["created"], answer["rejected"]) == (0, 9, [])
    assert set(Account.objects.values_list("name", "status")) == {
        ("Big Company", "active"), ("Other Company (Archived)", "dormant"),
    }  # fmt: skip
    assert set(Project.objects.values_list("name", "account__name", "status")) == {
        ("Project without Client", None, "active"),
        ("Project for Big Company", "Big Company", "active"),
        ("Project (Archived)", "Other Company (Archived)", "closed"),
    }
    assert Person.objects.filter(name="Peter Tester").exists()


def test_toggls_tasks_lie_under_their_projects_and_a_done_one_is_finished(bring, folder):
    bring("toggl", folder, "--create-missing")

    done = WorkItem.objects.filter(finished_at__isnull=False)
    assert set(WorkItem.objects.values_list("title", "project__name")) == {
        ("Task 1", "Project for Big Company"), ("Task 2", "Project (Archived)"),
    }  # fmt: skip
    assert [item.title for item in done] == ["Task 2"]
    assert TeamMember.objects.get().project.name == "Project for Big Company"


def test_the_data_export_brought_again_changes_nothing(bring, folder):
    bring("toggl", folder, "--create-missing")
    again = bring("toggl", folder)

    assert (again.code, again["created"], again["updated"], again["unchanged"]) == (0, 0, 0, 9)


def test_undoing_the_data_export_leaves_nothing(capsys, bring, folder):
    people = Person.objects.count()
    batch = bring("toggl", folder, "--create-missing")["batch"]

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, answer["kept"]) == (0, [])
    for model in (Account, Project, WorkItem, TeamMember, FinishedMark, Made):
        assert model.objects.count() == 0, model
    assert Person.objects.count() == people


def test_without_leave_to_make_them_new_things_are_rejected(bring, folder):
    answer = bring("toggl", folder)

    assert (answer.code, answer["created"], len(answer["rejected"])) == (3, 0, 9)
    assert Account.objects.count() == Project.objects.count() == 0


def test_a_dry_run_of_the_data_export_writes_nothing(bring, folder):
    answer = bring("toggl", folder, "--create-missing", "--dry-run")

    assert (answer.code, answer["created"], answer["batch"]) == (0, 9, None)
    assert Batch.objects.count() == Account.objects.count() == Project.objects.count() == 0


def test_an_estimate_fills_an_empty_plan_and_undo_empties_it_again(capsys, bring, tmp_path):
    plain = {"id": 1, "name": "Draw", "project_id": 7, "active": True}
    lists = {"projects": [{"id": 7, "name": "Site"}], "tasks__7": [plain]}
    bring("toggl", lists_zip(tmp_path, **lists), "--create-missing")
    planned = bring("toggl", lists_zip(tmp_path, **{**lists, "tasks__7": [plain | {"estimated_seconds": 7200}]}))

    assert (planned["updated"], WorkItem.objects.get().planned_seconds) == (1, 7200)
    amity(capsys, "undo", planned["batch"], "--json")
    assert WorkItem.objects.get().planned_seconds is None


def test_a_plan_someone_changed_since_is_left(capsys, bring, tmp_path):
    item = {"id": 1, "name": "Draw", "project_id": 7, "estimated_seconds": 7200}
    path = lists_zip(tmp_path, projects=[{"id": 7, "name": "Site"}], tasks__7=[item | {"estimated_seconds": 0}])
    bring("toggl", path, "--create-missing")
    batch = bring("toggl", lists_zip(tmp_path, projects=[{"id": 7, "name": "Site"}], tasks__7=[item]))["batch"]
    WorkItem.objects.update(planned_seconds=3600)

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, [one["kind"] for one in answer["kept"]]) == (3, ["plan"])
    assert WorkItem.objects.get().planned_seconds == 3600


@pytest.mark.parametrize(("number", "created", "estimate"), [(1, 8, "1001.11"), (2, 8, "100.00")])
def test_clockifys_projects_come_in_and_an_estimate_is_told(bring, real_data, number, created, estimate):
    answer = bring("clockify", real_data(CLOCKIFY.format(number)), "--create-missing")

    assert (answer.code, answer["rejected"], Project.objects.count()) == (0, [], 2)
    assert answer["created"] == WorkItem.objects.count() + 2 + 2 + 1 + 1
    assert f"has a plan of {estimate} h for the whole project" in answer.err


@pytest.mark.parametrize("number", [1, 2])
def test_clockifys_projects_brought_twice_are_unchanged_and_undone_whole(capsys, bring, real_data, number):
    first = bring("clockify", real_data(CLOCKIFY.format(number)), "--create-missing")
    again = bring("clockify", real_data(CLOCKIFY.format(number)))
    undone = amity(capsys, "undo", first["batch"], "--json")

    assert (again["created"], again["unchanged"]) == (0, first["created"])
    assert (undone.code, Project.objects.count(), Account.objects.count()) == (0, 0, 0)


def test_people_who_left_toggl_are_not_made():
    left = {"id": 1, "uid": 2, "name": "Gone", "email": "g@x.example", "inactive": True}
    lists: Lists = {
        "workspace_users": [left],
        "projects": [{"id": 7, "name": "Site"}],
        "projects_users": [{"project_id": 7, "user_id": 2}],
    }

    assert list(things_in(lists)) == [Thing(2, "project", "Site")]


@pytest.mark.parametrize("text", [b"{", b'{"a": 1}', b'["a"]', b"\xff\xfe\x00"])
def test_a_broken_list_is_named(tmp_path, text):
    path = tmp_path / "export.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("projects.json", text)

    with pytest.raises(Unreadable) as caught:
        workspace_lists(path)

    assert caught.value.reason["name"] == "projects.json"


def test_a_list_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("amity.imports.readers.workspace.MOST_BYTES", 1_000_000)
    path = lists_zip(tmp_path, projects=[{"id": number, "name": "a" * 900} for number in range(2_000)])

    with pytest.raises(Unreadable) as caught:
        workspace_lists(path)

    assert caught.value.reason.code == "workspace_too_large"


def test_a_folder_that_is_no_data_export_is_refused(bring, tmp_path):
    answer = bring("toggl", tmp_path)

    assert (answer.code, "projects.json" in answer.err) == (2, True)


@pytest.mark.parametrize("tool", ["find_out", "toggl"])
def test_a_zipped_data_export_is_known_on_the_page_and_taken(finas, folder, tmp_path, tool):
    with zipped(folder) as file:
        by_page.bring(finas, file.read(), name="export.zip", tool=tool)
    seen = finas.get(by_page.at("batch")).content.decode()

    finas.post(by_page.at("take"), {"create_missing": "on"})
    by_page.run_job()

    assert (by_page.newest().tool, "Big Company" in seen) == ("projects", True)
    assert Project.objects.count() == 3


def test_a_zip_of_anything_else_is_refused_beside_the_file(finas, tmp_path):
    path = lists_zip(tmp_path, notes=[])

    answer = by_page.bring(finas, path.read_bytes(), name="export.zip", tool="find_out")

    assert answer.status_code == 422
    assert not Batch.objects.exists()
