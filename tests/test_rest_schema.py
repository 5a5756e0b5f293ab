"""The API does what its schema promises: Schemathesis sends what it allows, and what it forbids.

A value can be valid alone and invalid with others (a line of another project). That is 422, which no schema can
express, so it is accepted as an answer to well-formed data. So are 415 and 406, which are about the envelope.

A run sends a third of the cases that cover a schema's limits, another third on the next day of AMITY_TEST_DATE.
REST_EXAMPLES=30 sends all of them, and that many random ones for each operation.
"""

import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.meta import TestPhase

from amity.accounts.models import Account, Contact
from amity.api import site, throttling
from amity.config.wsgi import application
from amity.expenses.changes import ExpenseChanges
from amity.expenses.commands import log_expense
from amity.people import rules
from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import MONDAY, WORK_DAY, acting, make_cost_rate, make_entry, make_item, make_line, make_person
from tests.matrix.machines import token_of
from tests.rig import clock

EXAMPLES = int(os.environ.get("REST_EXAMPLES", "3"))
THIRDS = 1 if "REST_EXAMPLES" in os.environ else 3
CONFIG: dict[str, Any] = {
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}},
    "phases": {"stateful": {"enabled": False}, "examples": {"enabled": False}},
}
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(CONFIG)
)


@pytest.fixture(autouse=True)
def kept_open() -> Iterator[None]:
    """Let the application use the test's connection too, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(osprey: Account, site: Project, tim: Person, settings: LazySettings) -> dict[str, int]:
    """Create one object for each id that a URL needs."""
    settings.API_A_MINUTE = 1_000_000
    throttling.forget()
    assert site.agreement is not None
    make_cost_rate("50")
    line = make_line(site.agreement, hours="10", rate=90)
    entry = make_entry(by=tim, project=site, line_id=line.pk)
    expense = log_expense(
        by=acting(tim),
        changes=ExpenseChanges(WORK_DAY, 1250, "EUR", project_id=site.pk, billable=True, billed=1500),
        now=MONDAY,
    )
    contact = Contact.objects.create(account=osprey, name="Cleo")
    return {
        "account_id": osprey.pk, "project_id": site.pk, "agreement_id": site.agreement.pk, "line_id": line.pk,
        "entry_id": entry.pk, "expense_id": expense.pk, "item_id": make_item(site).pk, "contact_id": contact.pk,
        "person_id": tim.pk,
    }  # fmt: skip


@pytest.fixture
def tokens(tim: Person) -> Iterator[str]:
    """Yield tokens in turn: of a person with every role, of the team, and one that can only read hours."""
    everything = make_person("Every Role", *rules.ROLES, own_money_right=5)
    return cycle([token_of(everything), token_of(tim), token_of(everything, "read")])


@pytest.fixture
def turns() -> Iterator[bool]:
    """Yield whether the next case of a schema's limits is sent in this run."""
    return cycle(place == clock.chosen().toordinal() % THIRDS for place in range(THIRDS))


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@pytest.mark.django_db
def test_every_operation_answers_as_the_schema_says(
    case: "Case[Any]", known: dict[str, int], tokens: Iterator[str], turns: Iterator[bool]
) -> None:
    if case.meta is not None and case.meta.phase.name is TestPhase.COVERAGE and not next(turns):
        return
    if case.meta is None or case.meta.generation.mode.is_positive:
        case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}

    case.call_and_validate(headers={"Authorization": f"Bearer {next(tokens)}"})


VERBS = {
    "accept", "acknowledge", "activate", "add", "answer", "apply", "ask", "assess", "attach", "bring", "change",
    "chase", "clear", "close", "confirm", "convert", "correct", "count", "create", "decide", "delete", "dismiss",
    "draft", "drop", "edit", "end", "erase", "finish", "follow", "hold", "inform", "keep", "let", "link", "list", "log",
    "lose", "mark", "move", "name", "offer", "open", "pass", "pause", "pin", "plan", "prefill", "prepare", "pull",
    "raise", "read", "record", "release", "remove", "renew", "reopen", "repeat", "request", "resend", "restore",
    "resume", "retire", "return", "review", "revise", "save", "send", "set", "settle", "share", "start", "stop",
    "submit", "take", "undo", "unpin", "win", "withdraw", "write",
}  # fmt: skip


def test_every_operation_is_named_by_a_plain_verb_and_described_in_a_short_sentence():
    operations = [each for methods in site.schema()["paths"].values() for each in methods.values()]
    names = {each["operationId"]: each["summary"] for each in operations}

    assert sorted(name for name in names if name.partition("_")[0] not in VERBS) == []
    assert sorted(f"{name}: {text}" for name, text in names.items() if not 8 <= len(text) <= 90 or "`" in text) == []
    assert all(text[0].isupper() and not text.endswith(".") for text in names.values())
