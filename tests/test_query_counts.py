"""How many questions a page asks the database: no more than the stored number, and no more with ten times the rows.

The numbers stand in `tests/query_counts.json`. After a change that is worth more questions, write them anew with
`RENEW_QUERY_COUNTS=1 .venv/bin/python -m pytest tests/test_query_counts.py`, and say in the
commit why.
"""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.briefs.tests.making import make_brief, make_brief_line, make_crafts
from amity.monitoring.tests.making import make_client_side
from amity.people import rules as roles
from tests.builders import (
    WORK_DAY,
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_expense,
    make_item,
    make_line,
    make_person,
    make_project,
)

STORED = Path(__file__).parent / "query_counts.json"
RENEW = "RENEW_QUERY_COUNTS"
FEW, MANY = 3, 30
LISTS = (
    "accounts:accounts", "projects:projects", "timesheets:entries", "timesheets:months", "money:portfolio",
    "money:ahead", "money:month_end", "expenses:expenses", "retainers:retainers",
    "monitoring:register", "monitoring:inputs",
    "reports:found", "reports:questions", "imports:imports", "people:people", "audit:trail", "outbox:messages",
    "agency:limits", "agency:cost_rates", "agency:rate_card", "facts:questions", "charter:default", "handoff:handoffs",
    "briefs:briefs", "briefs:asked", "briefs:templates", "agreements:agreements",
)  # fmt: skip
ABOUT = {
    "accounts:account": "account", "projects:account_work": "account", "money:account": "account",
    "projects:project": "project", "money:project": "project", "agreements:agreement": "agreement",
    "retainers:retainer": "retainer", "charter:account": "account", "accounts:plan": "account",
    "briefs:brief": "brief",
}  # fmt: skip


def grow(rows: int) -> dict[str, int]:
    """An agency with so many accounts, each with work; the first holds as many projects, lines and items."""
    make_cost_rate("50", heads=12)
    worker = make_person("Worker", roles.TEAM_MEMBER)
    owner = make_person("Owner", roles.ACCOUNT_DIRECTOR)
    first = make_account("First client", manager=worker, director=owner)
    agreement = make_agreement(first, hourly_rate="100")
    whole = make_project(first, name="Whole", agreement=agreement, team=[worker])
    for number in range(rows):
        account = make_account(f"Client {number}", manager=worker)
        own = make_project(account, name=f"Own {number}", agreement=make_agreement(account, hourly_rate="90"))
        make_project(first, name=f"Part {number}", agreement=agreement)
        retained = make_agreement(account, "retainer", fee=100_000, included_seconds=36_000)
        make_project(account, name=f"Care {number}", agreement=retained)
        line = make_line(agreement, hours="10")
        make_item(whole, f"Task {number}", line=line)
        for project, on in ((own, WORK_DAY), (whole, WORK_DAY - timedelta(days=number))):
            make_entry(by=worker, project=project, hours="1:00", on=on, text=f"Work {number}")
            make_expense(by=worker, project=project, on=on)
            make_client_side(project, by=worker)
    brief = make_brief(owner, first)
    make_crafts()
    for number in range(rows):
        make_brief(owner, first, title=f"Wish {number}")
        make_brief_line(owner, brief, title=f"Part {number}")
    return {
        "brief": brief.pk,
        "account": first.pk,
        "project": whole.pk,
        "agreement": agreement.pk,
        "retainer": retained.pk,
    }


def counts(client: Client, ids: dict[str, int]) -> dict[str, int]:
    """Questions asked by each page, after one visit that fills what is kept between requests."""
    found = {}
    for name in (*LISTS, *ABOUT):
        address = reverse(name, args=[ids[ABOUT[name]]] if name in ABOUT else [])
        assert client.get(address).status_code == 200, name
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        found[name] = len(asked)
    return found


def of_an_agency_with(rows: int) -> dict[str, int]:
    """The counts of every page with so many rows."""
    reader = make_person("Reader", *roles.ROLES)
    client = Client()
    client.force_login(reader)
    return counts(client, grow(rows))


@pytest.mark.django_db
def test_no_page_asks_more_than_was_stored(agency):
    found = of_an_agency_with(FEW)
    if os.environ.get(RENEW):
        STORED.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    stored = json.loads(STORED.read_text())
    more = [
        f"{name}: {stored.get(name)} stored, {count} asked"
        for name, count in found.items()
        if count > stored.get(name, 0)
    ]

    assert not more, "\n".join([*more, f"If it is worth it, write them anew with {RENEW}=1 and say why."])


@pytest.mark.django_db
def test_ten_times_the_rows_ask_no_more(agency):
    few = json.loads(STORED.read_text())
    many = of_an_agency_with(MANY)

    assert {name: (few.get(name), count) for name, count in many.items() if count > few.get(name, 0)} == {}
