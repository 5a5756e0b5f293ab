"""The list of a large agency isn't counted entry by entry: the monthly sums tell that there are many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.timesheets import queries
from amity.ui.lists import page
from tests.builders import make_entry, make_project

pytestmark = pytest.mark.django_db
TOO_MANY = "Totals cover up to 100,000 entries."
COUNTS = 'SELECT COUNT(*) FROM (SELECT "timesheets_entry"'


@pytest.fixture
def three(monkeypatch, tim, mara, osprey):
    """Log three entries, one of them by Mara, and sum no more than two."""
    monkeypatch.setattr(queries, "MOST_SUMMED", 2)
    monkeypatch.setattr(page, "COUNT_TO", 2)
    site = make_project(osprey, team=[tim, mara])
    for who, day in ((tim, 1), (tim, 2), (mara, 3)):
        make_entry(by=who, project=site, hours="1:00", on=date(2026, 10, day))


def read(person, address):
    """Return the list as a person reads it, and how often its entries were counted."""
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = client.get(address).content.decode()
    return text, sum(one["sql"].startswith(COUNTS) for one in asked)


def test_many_entries_have_no_totals_and_are_not_counted(three, fina):
    text, counted = read(fina, "/time/")

    assert (TOO_MANY in text, "2+ found" in text, counted) == (True, True, 0)


def test_a_filter_that_leaves_few_of_them_is_counted_once_and_summed(three, fina):
    text, counted = read(fina, "/time/?since=2026-10-02")

    assert (TOO_MANY in text, "2 found" in text, counted) == (False, True, 1)


def test_who_sees_a_part_of_them_has_that_part_counted(three, tim):
    text, counted = read(tim, "/time/")

    assert (TOO_MANY in text, "2 found" in text, counted) == (False, True, 1)
