"""How many questions an operation asks the database: no more than stored, and no more with ten times the rows.

The numbers stand in `tests/rest_query_counts.json`, by database. After a change that is worth more, write them
anew with `RENEW_QUERY_COUNTS=1`, on each database, and say in the commit why.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.api import throttling
from amity.monitoring.tests.making import make_client_side
from amity.people import rules
from amity.people.models import Token
from tests.builders import (
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_item,
    make_line,
    make_person,
    make_project,
)
from tests.matrix.machines import token_of

STORED = Path(__file__).parent / "rest_query_counts.json"
RENEW = "RENEW_QUERY_COUNTS"
FEW, MANY = 3, 30
READS = (
    "accounts", "contacts", "people", "people/me", "agreements", "lines", "projects", "items", "entries", "expenses",
    "retainers", "months", "goals", "strategies", "preferences", "expectations", "register", "client-inputs",
    "profitability", "profitability?all=true", "profitability?by=account",
)  # fmt: skip


def asked(send):
    """The statements one request needs, after one that fills what is kept between requests."""
    send()
    with CaptureQueriesContext(connection) as seen:
        assert send().status_code < 300
    return len(seen)


def counts(rows):
    """The counts of every reading operation and of logging one entry, in an agency with so many rows."""
    throttling.forget()
    make_cost_rate("50", heads=12)
    reader, worker = make_person("Reader", *rules.ROLES), make_person("Worker", rules.TEAM_MEMBER)
    for number in range(rows):
        account = make_account(f"Client {number}", manager=worker)
        agreement = make_agreement(account, "retainer" if number % 2 else "time_and_materials", fee=100_000)
        project = make_project(account, name=f"Own {number}", agreement=agreement, team=[worker])
        line = make_line(agreement, hours="10", rate=90)
        item = make_item(project, f"Task {number}", line=line)
        make_entry(by=worker, project=project, line_id=line.pk)
        make_client_side(project, by=worker)
    reads = {"Authorization": f"Bearer {token_of(reader)}"}
    writes = {"Authorization": f"Bearer {token_of(worker)}"}
    body = {
        "work_date": "2026-11-20",
        "seconds": 3600,
        "project_id": project.pk,
        "line_id": line.pk,
        "item_id": item.pk,
    }
    client = Client()
    found = {path: asked(lambda path=path: client.get(f"/api/v1/{path}", headers=reads)) for path in READS}
    found["POST entries"] = asked(
        lambda: client.post("/api/v1/entries", json.dumps(body), content_type="application/json", headers=writes)
    )
    assert Token.objects.filter(last_used_at=None).count() == 0
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [FEW, MANY])
def test_no_operation_asks_more_than_was_stored(agency, rows):
    found = counts(rows)
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    if os.environ.get(RENEW) and rows == FEW:
        stored[connection.vendor] = found
        STORED.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n")
    known = stored.get(connection.vendor, {})

    assert {name: (known.get(name), count) for name, count in found.items() if count > known.get(name, 0)} == {}
