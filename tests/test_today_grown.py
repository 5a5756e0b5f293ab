"""*Today* and *Waiting for you* don't grow with the accounts of other people: no table is read more, no object made.

PostgreSQL itself counts the rows that it reads. Sequential scans and joins by whole tables are switched off, since it
prefers them for the small tables of a test: what is measured is how it reads large ones.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from tests.matrix.rights import AM, DIRECTOR, PM, TEAM
from tests.rig.strangers import add_strangers

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
FEW, MANY = 20, 320
"""Copies of all that the scene has, for other people: three accounts each."""
MORE: Final = 150
"""Rows of a table that may be read more. Of a kind that isn't narrowed, at least one in each copy is read."""
PAGES = ("/today/", "/waiting/")
IN_LARGE_TABLES = ("seqscan", "hashjoin", "mergejoin")
READ = """
    SELECT COALESCE(of.relname, one.relname), SUM(pg_stat_get_xact_tuples_fetched(one.oid)
        + CASE one.relkind WHEN 'r' THEN pg_stat_get_xact_tuples_returned(one.oid) ELSE 0 END)
    FROM pg_class one LEFT JOIN pg_index ON indexrelid = one.oid LEFT JOIN pg_class of ON of.oid = indrelid
    WHERE one.relkind IN ('r', 'i') AND one.relnamespace = 'public'::regnamespace GROUP BY 1
"""
PRIMARY_KEYS = """
    SELECT one.relname, key.relname FROM pg_index JOIN pg_class one ON one.oid = indrelid
    JOIN pg_class key ON key.oid = indexrelid WHERE indisprimary AND one.relnamespace = 'public'::regnamespace
"""
SMALL = {
    "contact_reports_absence", "gate_item", "growth_opportunity", "huddles_followup", "projects_milestone",
    "scope_request",
}  # fmt: skip
"""Tables in which PostgreSQL prefers an index of the open rows of all, which are few, to one of the person's rows."""
OF_ROLE = {DIRECTOR: {"agreements_agreement", "agreements_agreementversion", "agreements_review", "expenses_expense"}}
"""Tables that everyone with a role reads whole: a director reviews agreements and sees the margin of all accounts."""


@pytest.fixture
def compact_tables(db):
    """Pack all tables until the test ends: PostgreSQL plans by their size, and rows taken back earlier count for it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(PRIMARY_KEYS)
        for table, key in cursor.fetchall():
            cursor.execute(f'CLUSTER "{table}" USING "{key}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def objects_made(made: Counter[str]) -> Iterator[None]:
    """Count the objects that are made of rows, by model."""
    make = vars(Model)["from_db"].__func__

    def counted(model, *row):
        made[model._meta.label] += 1
        return make(model, *row)

    with patch.object(Model, "from_db", classmethod(counted)):
        yield


def rows_read() -> Counter[str]:
    """Return how many rows of each table this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return Counter(dict(cursor.fetchall()))


def opened(client: Client, page: str) -> tuple[Counter[str], Counter[str]]:
    """Return the rows read and the objects made by a page that was open before."""
    made: Counter[str] = Counter()
    client.get(page)
    before = rows_read()
    with objects_made(made):
        assert client.get(page).status_code == 200
    return rows_read() - before, made


def all_opened(clients: dict[str, Client]) -> dict[tuple[str, str], tuple[Counter[str], Counter[str]]]:
    return {(viewer, page): opened(client, page) for viewer, client in clients.items() for page in PAGES}


def more_rows(viewer: str, _page: str, few: Counter[str], many: Counter[str]) -> dict[str, int]:
    """Return the tables of which more rows are read with many accounts of others, and how many more."""
    left_out = SMALL | OF_ROLE.get(viewer, set())
    return {table: count for table, count in (many - few).items() if count > MORE and table not in left_out}


def test_accounts_of_others_are_neither_read_nor_made(compact_tables, monday_scene):
    clients = {viewer: Client() for viewer in (AM, PM, TEAM, DIRECTOR)}
    for viewer, client in clients.items():
        client.force_login(monday_scene.viewers[viewer])
    with connection.cursor() as cursor:
        for way in IN_LARGE_TABLES:
            cursor.execute(f"SET LOCAL enable_{way} = off")
    add_strangers(monday_scene.viewers["everything"], 1, FEW)
    few = all_opened(clients)
    add_strangers(monday_scene.viewers["everything"], FEW + 1, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else it plans by what earlier tests left
    many = all_opened(clients)

    assert {asked: made for asked, (_rows, made) in many.items()} == {
        asked: made for asked, (_rows, made) in few.items()
    }
    grown = {asked: more_rows(*asked, few[asked][0], rows) for asked, (rows, _made) in many.items()}
    assert {asked: found for asked, found in grown.items() if found} == {}
