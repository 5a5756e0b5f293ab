"""The grid of names by page: known names can be changed, choices undone, and accounts created."""

import pytest

from amity.accounts.models import Account
from amity.imports.models import Choice
from amity.imports.names.grid import grid_of
from amity.imports.rules import client_in
from amity.imports.tests.by_page import HEADER, at, bring, import_it, make_new, newest, row, run_job
from amity.projects.models import Project
from amity.timesheets.models import Entry
from tests.builders import acting, make_person, make_project

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture
def adas(client, ada):
    client.force_login(ada)
    return client


def mark_of(person, label):
    names = [name for kind in grid_of(acting(person), newest()).kinds for name in kind.names]
    return next(name.mark for name in names if name.label == label)


def without_client(project):
    return row().replace("Osprey", "").replace("Site", project)


@pytest.mark.parametrize(
    ("project", "client"),
    [
        ("Osprey – Website", "Osprey"),
        ("Osprey: Website", "Osprey"),
        ("Osprey Rail | Site - 2", "Osprey Rail"),
        ("Wi-Fi", "Wi-Fi"),
        ("- Odd", "- Odd"),
    ],
)
def test_a_project_may_begin_with_its_client(project, client):
    assert client_in(project) == client


def test_a_known_name_can_be_taken_for_another(finas, fina, osprey):
    make_person("Lotte Vries")
    other = make_person("Lotte Vries-Haan")
    bring(finas, HEADER + row(person="Lotte,Vries"))

    finas.post(at("names"), {f"d-{mark_of(fina, 'Lotte Vries')}": f"match:{other.pk}"})
    make_new(finas)
    import_it(finas)

    assert Entry.objects.get().person == other


def test_rows_left_out_can_be_let_in_again(finas, fina):
    bring(finas, HEADER + row())
    finas.post(at("names"), {f"d-{mark_of(fina, 'Osprey')}": "ignore:0"})
    left_out = newest().counts["ignored"]

    finas.post(at("names"), {f"d-{mark_of(fina, 'Osprey')}": "forget:0"})
    make_new(finas)

    assert (left_out, newest().counts.get("ignored", 0), newest().counts["created"]) == (1, 0, 1)
    assert not Choice.objects.exists()


def test_what_was_decided_is_not_asked_again_and_stays_in_sight(finas, fina, osprey):
    make_project(osprey, name="Site")
    make_person("Tim Known")
    text = HEADER + row(person="Tim,Known").replace("Osprey", "OspRail")
    bring(finas, text)
    finas.post(at("names"), {f"d-{mark_of(fina, 'OspRail')}": f"match:{osprey.pk}"})

    assert bring(finas, text).url == at("batch")
    assert "Clear the choice" in finas.get(at("names")).content.decode()


def test_a_new_account_is_opened_for_the_projects_that_name_it(adas, ada):
    bring(adas, HEADER + without_client("Heron - Site") + without_client("Heron Shop"))
    page = adas.get(at("names")).content.decode()

    adas.post(at("names"), {f"d-{mark_of(ada, 'Heron - Site')}": "open:0", f"n-{mark_of(ada, 'Heron Shop')}": "Heron"})
    make_new(adas)
    import_it(adas)

    assert "New account: Heron<" in page
    assert Account.objects.get().name == "Heron"
    assert set(Project.objects.values_list("name", "account__name")) == {
        ("Heron - Site", "Heron"),
        ("Heron Shop", "Heron"),
    }


def named_heron(adas, ada):
    bring(adas, HEADER + without_client("Heron - Site"))
    adas.post(at("names"), {f"d-{mark_of(ada, 'Heron - Site')}": "open:0"})
    make_new(adas)


def test_a_new_account_is_listed_and_not_written_before_the_import(adas, ada):
    named_heron(adas, ada)
    page = adas.get(at("batch")).content.decode()

    assert "<dd>Heron</dd>" in page
    assert not Account.objects.exists()
    adas.post(at("discard"))
    assert not Account.objects.exists()


def test_undo_removes_an_account_that_the_import_opened(adas, ada):
    named_heron(adas, ada)
    import_it(adas)
    opened = Account.objects.count()
    adas.post(at("undo"))
    run_job()

    assert (opened, Account.objects.count(), Project.objects.count()) == (1, 0, 0)
