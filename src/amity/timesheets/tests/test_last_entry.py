"""The form of the list of time starts with the work of one's last entry, found without reading other people's time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.people.models import Person
from amity.shared.rows.statistics import count_anew
from amity.timesheets.models import Entry
from amity.timesheets.queries import last_of
from tests.builders import MONDAY, acting, make_entry

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
PEOPLE, DAYS = 150, 60
"""PostgreSQL knows how many rows 100 values have, and takes the others for average."""


@pytest.fixture
def many():
    """Log time of many people on many days, so that someone without any is taken for average."""
    people = Person.objects.bulk_create(Person(name=f"Person {number}") for number in range(PEOPLE))
    Entry.objects.bulk_create(
        Entry(person=person, work_date=DAY - timedelta(days=DAYS - day), seconds=3600, logged_at=MONDAY)
        for day in range(DAYS)
        for person in people
    )
    count_anew(Entry)


def test_the_last_entry_is_the_newest_of_the_newest_day(tim, mara):
    newest = [make_entry(by=tim, on=DAY, hours="1:00") for _number in range(2)]
    make_entry(by=tim, on=DAY - timedelta(days=1), hours="1:00")
    make_entry(by=mara, on=DAY + timedelta(days=1), hours="1:00")

    assert last_of(acting(tim)) == newest[-1]


def test_someone_without_time_is_found_to_have_none_by_the_index_of_their_own_days(many, tim):
    with CaptureQueriesContext(connection) as asked:
        assert last_of(acting(tim)) is None

    assert "timesheets__work_da" not in plan_of(asked[-1]["sql"])


def plan_of(sql):
    """Return the database's plan for a statement."""
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}".replace("%", "%%"))
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
