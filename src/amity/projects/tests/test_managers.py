"""Who runs the projects of an account: on a page, both readers of it share one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.agency.editions.keeping import edition
from amity.people.models import Person
from amity.people.queries import known_while_reading
from amity.projects.managers_along import know_manager_ids, manager_ids_along, manager_ids_of
from amity.projects.models import Project
from amity.projects.queries import managers_of, who_runs_projects_of
from amity.shared.caches.reading import reading
from tests.builders import acting, make_account, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(agency):
    """An account with projects of three managers, two of them of one name, and a closed project."""
    found = make_account()
    for name in ("Tess Lund", "Ada Roe", "Ada Roe"):
        make_project(
            found, manager=make_person(name, "project_manager", mail=f"{Person.objects.count()}@halden.example")
        )
    make_project(found, manager=make_person("Old Hand", "project_manager"), status="closed")
    return found


@pytest.mark.parametrize("order", ["names first", "people first"])
def test_a_page_names_the_managers_that_a_command_names(account, order):
    owner, tess = make_person("Olga Finn", "finance"), Person.objects.get(name="Tess Lund")
    for person in (owner, tess):
        own = managers_of(acting(person), [account.pk])
        with known_while_reading(person):
            if order == "people first":
                who_runs_projects_of(account.pk)
            assert managers_of(acting(person), [account.pk]) == own
            assert [one.name for one in who_runs_projects_of(account.pk)] == ["Ada Roe", "Ada Roe", "Tess Lund"]
    assert [one.name for one, _label in managers_of(acting(tess), [account.pk])[account.pk]] == ["Tess Lund"]
    assert [one.name for one, _label in managers_of(acting(owner), [account.pk])[account.pk]] == [
        "Ada Roe",
        "Tess Lund",
    ]


def test_names_and_people_are_read_in_one_query(account):
    owner = make_person("Olga Finn", "finance")
    with known_while_reading(owner):
        owner.has_role("finance")
        edition()
        with CaptureQueriesContext(connection) as queries:
            managers_of(acting(owner), [account.pk])
            who_runs_projects_of(account.pk)
    assert len(queries) == 1


def test_managers_read_along_are_those_that_are_read_on_their_own(account):
    ids = Project.objects.annotate(ids=manager_ids_along()).values_list("ids", flat=True)[0]
    alone = manager_ids_of(account.pk)

    with reading(), CaptureQueriesContext(connection) as captured:
        know_manager_ids(account.pk, ids)
        assert manager_ids_of(account.pk) == alone
    assert len(alone) == 3
    assert len(captured) == 0
