"""The number of queries of each page: at most the stored number, and no more with ten times the rows.

The parts' tables of rights determine the pages, and `grow` in their `tests/making.py` the rows. The numbers are in
`tests/query_counts.json`. After a change that is worth more queries, renew them with `RENEW_QUERY_COUNTS=1
.venv/bin/python -m pytest tests/test_query_counts.py`, and explain it in the commit.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.matrix import counting
from tests.matrix.counting import Counts
from tests.matrix.kept import unwatched
from tests.matrix.walk import Walker, addresses

pytestmark = pytest.mark.django_db
STORED = Path(__file__).parent / "query_counts.json"
RENEW = "RENEW_QUERY_COUNTS"


@pytest.fixture(scope="module")
def kept() -> dict[str, set[str]]:
    """Return what the pages kept for others, with the tables of each whose changes go unnoticed."""
    return {}


@pytest.fixture(scope="module")
def counts(
    kept: dict[str, set[str]], django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[Counts, Counts]:
    """Return the queries of each page in the scene with few rows and then with many."""
    with django_db_blocker.unblock(), unwatched(kept):
        return counting.few_and_many(Walker, counted)


def counted(walker: Walker) -> Counts:
    """Return the queries of each page, after one visit that fills caches between requests."""
    routes, readers = dict(addresses()), [walker.clients[name] for name in counting.READERS]
    found, closed = {}, []
    for name, row in counting.pages():
        address = walker.address(routes[name], row)
        client = next((one for one in readers if one.get(address).status_code == 200), None)
        if client is None:
            closed.append(name)
            continue
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[name] = len(queries)
    assert closed == [], "a row that leads elsewhere gives the reason in `uncounted`"
    return found


def test_no_page_needs_more_queries_than_was_stored(counts):
    few, _many = counts
    if os.environ.get(RENEW):
        STORED.write_text(json.dumps(few, indent=1, sort_keys=True) + "\n")
    wrong = counting.more(few, json.loads(STORED.read_text()))

    assert wrong == {}, f"(stored, now); if they are worth it, renew with {RENEW}=1 and say why"


def test_ten_times_the_rows_need_no_more_queries(counts):
    few, many = counts

    assert counting.more(many, few) == {}


def test_what_is_stored_is_what_is_counted(counts):
    assert json.loads(STORED.read_text()).keys() == counts[0].keys(), f"renew with {RENEW}=1"


def test_what_pages_keep_is_read_from_watched_tables(counts, kept):
    assert kept.keys() > {"agency", "limits", "waiting"}, "nothing was kept: does the rig still see it?"
    assert {name: tables for name, tables in kept.items() if tables} == {}
