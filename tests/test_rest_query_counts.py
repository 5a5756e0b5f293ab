"""The number of queries of each operation: at most the stored number, and no more with ten times the rows.

The parts' tables of rights determine the operations. The numbers are in `tests/rest_query_counts.json`, by database.
After a change that is worth more, renew them with `RENEW_QUERY_COUNTS=1`, on each database, and explain it in the
commit.
"""

import json
import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from amity.api import throttling
from amity.people.models import Token
from tests.matrix import counting
from tests.matrix.counting import Counts
from tests.matrix.machines import Machine, Operation, filled
from tests.matrix.rights import Rest

pytestmark = pytest.mark.django_db
STORED = Path(__file__).parent / "rest_query_counts.json"
RENEW = "RENEW_QUERY_COUNTS"


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[Counts, Counts]:
    """Return the queries of each operation in the scene with few rows and then with many."""
    with django_db_blocker.unblock():
        return counting.few_and_many(Machine, counted)


def counted(machine: Machine) -> Counts:
    """Return the queries of each operation, with every query string its row names."""
    found: Counts = {}
    closed: dict[str, int] = {}
    for operation, row in counting.operations():
        for query in (row.query, *row.also):
            name = f"{operation.name} {query}".strip()
            for reader in counting.READERS:
                status, found[name] = asked(machine, operation, row, query, reader)
                if status < 300:
                    break
            else:
                closed[name] = status
    assert closed == {}
    return found


def asked(machine: Machine, operation: Operation, row: Rest, query: str, reader: str) -> tuple[int, int]:
    """Return the status and the queries of one request, after one that fills caches between requests.

    The shared cache counts requests in batches. Without forgetting them, one operation would pay for all before it.
    """
    throttling.forget()
    headers = {"Authorization": f"Bearer {machine.tokens[reader]}"}
    body = "" if row.body is None else json.dumps(filled(row.body, machine.scene.known))
    for _visit in ("first", "second"):
        undone: AbstractContextManager[None] = nullcontext() if operation.method == "GET" else transaction.atomic()
        with CaptureQueriesContext(connection) as queries, undone:
            answer = Client().generic(
                operation.method, machine.address(operation, row, query=query), body,
                content_type="application/json", headers=headers,
            )  # fmt: skip
            if operation.method != "GET":
                transaction.set_rollback(True)
    return answer.status_code, len(queries)


def test_no_operation_needs_more_queries_than_was_stored(counts):
    few, _many = counts
    stored = json.loads(STORED.read_text())
    if os.environ.get(RENEW):
        stored[connection.vendor] = few
        STORED.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n")
    wrong = counting.more(few, stored.get(connection.vendor, {}))

    assert wrong == {}, f"(stored, now); if they are worth it, renew with {RENEW}=1 and say why"
    assert stored[connection.vendor].keys() == few.keys(), f"renew with {RENEW}=1"


def test_ten_times_the_rows_need_no_more_queries(counts):
    few, many = counts

    assert counting.more(many, few) == {}


def test_the_last_use_of_the_token_is_written(counts):
    assert Token.objects.filter(name="Matrix", person__name="Every Role", last_used_at=None).count() == 0
