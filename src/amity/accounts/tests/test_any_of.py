"""Rows that meet one of some conditions are found by each, and a row that meets several is found once."""

import pytest
from django.db.models import Q

from amity.accounts.models import Account
from amity.shared.rows.among import Among, Ids, any_of
from tests.builders import make_account, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(agency):
    mara, ada = make_person("Mara", "account_manager"), make_person("Ada", "account_director")
    held = {"Managed": (mara, None), "Directed": (None, ada), "Both": (mara, ada), "Neither": (None, None)}
    for name, (manager, director) in held.items():
        make_account(name, manager=manager, director=director)
    return mara, ada


def names(rows) -> list[str]:
    """The names of accounts."""
    return sorted(rows.values_list("name", flat=True))


def test_rows_of_each_condition_are_found_once(accounts):
    mara, ada = accounts

    assert names(any_of(Account.objects.all(), Q(manager=mara), Q(director=ada))) == ["Both", "Directed", "Managed"]
    assert names(any_of(Account.objects.exclude(name="Both"), Q(manager=mara), Q(pk__in=[]))) == ["Managed"]
    assert names(any_of(Account.objects.all(), Q(pk__in=[]))) == []


@pytest.mark.parametrize("few", [True, False])
def test_a_column_without_a_value_is_not_among_ids(accounts, few):
    mara, _ada = accounts
    managed = Among("manager_id", Ids(Account.objects.filter(manager=mara).values("manager")), few=few)

    assert names(Account.objects.filter(managed)) == ["Both", "Managed"]
    assert names(Account.objects.exclude(managed)) == ["Directed", "Neither"]
