"""Queries are planned for the rows that are there, also right after many came."""

import pytest
from django.db import connection

from amity.accounts.models import Account
from amity.shared.rows.statistics import count_anew
from tests.builders import make_account

pytestmark = pytest.mark.django_db


def rows_in_plan(model) -> int:
    """How many rows the database expects when it reads a whole table."""
    plan = model.objects.all().explain(format="json") if connection.vendor == "postgresql" else ""
    return int(plan.partition('"Plan Rows": ')[2].partition(",")[0]) if plan else model.objects.count()


def test_rows_are_counted_anew_before_the_database_does_so_itself():
    for number in range(300):
        make_account(f"Account {number}")

    count_anew(Account)

    assert rows_in_plan(Account) == 300
