"""Statements that PostgreSQL plans once for each connection."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.shared.rows.planned import MOST, Place, planned_rows

pytestmark = pytest.mark.django_db(transaction=True)
SAME = "SELECT %s AS a, %s AS b, '100%%' AS c"


def prepared() -> int:
    """Return how many statements the connection has prepared, 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'amity%'")
        return int(cursor.fetchone()[0])


@pytest.fixture(autouse=True)
def fresh():
    connection.close()


def test_each_request_gets_the_answer_for_its_own_values_from_one_plan():
    for number in (7, 8, 2**40):
        with CaptureQueriesContext(connection) as asked:
            rows = planned_rows(SAME, [Place(number), "fixed"])

        assert [tuple(row) for row in rows] == [(number, "fixed", "100%")]
        assert len(asked) == 1

    assert prepared() == (1 if connection.vendor == "postgresql" else 0)


def test_another_constant_is_another_statement_and_only_some_stay_prepared():
    for number in range(MOST + 3):
        assert planned_rows(SAME, [number, Place("own")])[0][:2] == (number, "own")

    assert prepared() == (MOST if connection.vendor == "postgresql" else 0)
    assert planned_rows(SAME, [0, Place("again")])[0][:2] == (0, "again")


@pytest.mark.parametrize("value", [True, 5, "it's", date(2026, 11, 2), datetime(2026, 11, 2, 8, tzinfo=UTC)])
def test_a_place_keeps_its_value(value):
    found = planned_rows("SELECT CASE WHEN %s = %s THEN 1 ELSE 0 END AS a", [Place(value), Place(value)])

    assert found[0][0] == 1


def test_what_cannot_be_prepared_is_asked_as_usual():
    for _run in range(2):
        assert planned_rows("SELECT 1 LIMIT %s", [Place("1")])[0][0] == 1
        assert prepared() == 0


def test_a_plan_that_is_gone_is_made_again():
    planned_rows(SAME, [Place(1), "fixed"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DEALLOCATE ALL")

    assert planned_rows(SAME, [Place(2), "fixed"])[0][:2] == (2, "fixed")
    assert planned_rows(SAME, [Place(3), "fixed"])[0][:2] == (3, "fixed")
