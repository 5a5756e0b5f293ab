"""Conditions that a row's account is one of a person's: they find what a query of these accounts finds."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import Exists, OuterRef, Q

from amity.accounts.covers import commands as covers
from amity.accounts.covers.commands import CoverFields
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts, of_managed_accounts, of_seen_accounts
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = pytest.mark.django_db
WAYS = {
    "managed_by": of_managed_accounts, "handled_by": of_handled_accounts, "visible_to": of_seen_accounts,
}  # fmt: skip


@pytest.fixture
def people(mara, osprey):
    """People who know an account each way, and a project in each of four accounts and in none."""
    edda, dirk = make_person("Edda Kerr", "account_manager"), make_person("Dirk Ames", "account_director")
    fields = CoverFields(edda.pk, date(2026, 12, 1), date(2026, 12, 9))
    covers.set_cover(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    accounts = [
        osprey,
        make_account("Own", manager=edda),
        make_account("Directed", manager=mara),
        make_account("Unmanaged"),
    ]
    Account.objects.filter(name="Directed").update(director=dirk)
    for account in [*accounts, None]:
        make_project(account)
    lead, other = make_person("Lena Ost", "project_manager"), make_person("Otto Ritz", "project_manager")
    Person.objects.filter(pk=mara.pk).update(lead=lead)
    return [mara, edda, dirk, lead, other, make_person("Fiona Holt", "finance")]


@pytest.fixture(autouse=True)
def _during_the_cover():
    with time_machine.travel(datetime(2026, 12, 5, 12, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("still", [True, False])
def test_the_condition_finds_what_the_accounts_find(people, way, still):
    for person in people:
        asked = getattr(Account.objects, way)(person).filter(pk=OuterRef("account_id"))
        for wanted, condition in ((Q(Exists(asked)), Q()), (~Q(Exists(asked)), ~Q())):
            with reading(still=still):
                own = WAYS[way](person)
                found = Project.objects.filter(own if not condition.negated else ~own)
                assert set(found) == set(Project.objects.filter(wanted)), (person.name, wanted)


def test_rows_without_an_account_are_found_by_the_opposite_alone(people):
    mara = people[0]

    assert not Project.objects.filter(of_managed_accounts(mara), account=None).exists()
    assert Project.objects.filter(~of_managed_accounts(mara), account=None).exists()


def test_the_condition_reaches_an_account_through_another_row_and_within_a_subquery(people):
    mara = people[0]
    projects = Project.objects.filter(of_managed_accounts(mara), account=OuterRef("pk"))

    found = Account.objects.filter(Exists(projects))

    assert set(found) == set(Account.objects.managed_by(mara))
    assert set(Account.objects.filter(of_managed_accounts(mara, "pk"))) == set(found)


def test_a_page_asks_again_each_time(people, osprey):
    mara = people[0]
    with reading():
        assert Project.objects.filter(of_managed_accounts(mara), account=osprey).exists()
        Account.objects.filter(pk=osprey.pk).update(manager=None)
        assert not Project.objects.filter(of_managed_accounts(mara), account=osprey).exists()
