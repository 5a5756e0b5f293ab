"""REST operations for expectations; conflicts add theirs to the same router."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape, evidence_in, merged_evidence
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Asked, Day, Id, Page, Version, merged
from amity.expectations import changes, commands, queries
from amity.expectations.conflicts import rest as conflict_rest
from amity.expectations.router import SETUP, router

OPERATIONS = (conflict_rest,)
"""The modules that add operations to the router when they are imported."""

State = Literal["open", "aligned", "at_risk", "missed", "reset", "met"]
Kind = Literal["result", "quality", "date", "money", "scope", "way", "promise"]
Statement = Annotated[str, Field(min_length=1, max_length=500)]


class ExpectationShape(EvidenceShape):
    """What a client contact expects, or what a colleague promised them."""

    id: Id
    version: int
    account_id: Id
    kind: Kind
    statement: str
    state: State
    line_id: Id | None
    promised_by_id: Id | None
    promised_until: date | None
    added_at: datetime
    changed_at: datetime


class ExpectationsAsked(Asked):
    """Filters for the list of expectations."""

    account_id: Id | None = None
    state: State | None = None
    kind: Kind | None = None


class NewExpectation(EvidenceBody):
    """Request body: the expectation. `said_by_id` is the contact who expects it or to whom it was promised."""

    account_id: Id
    statement: Statement
    kind: Kind = "result"
    line_id: Id | None = None
    promised_by_id: Id | None = None
    promised_until: Day | None = None


class ExpectationEdit(EvidenceBody):
    """Request body: the fields of an expectation to correct. Omitted fields stay unchanged."""

    version: Version
    statement: Statement | None = None
    kind: Kind | None = None
    line_id: Id | None = None
    promised_by_id: Id | None = None
    promised_until: Day | None = None


class ExpectationMove(EvidenceBody):
    """Request body: the new state. A reset needs the new statement and the client's confirmation."""

    version: Version
    state: State
    note: Annotated[str, Field(max_length=2000)] = ""
    statement: Annotated[str, Field(max_length=500)] = ""


@reads(router, "/expectations", Page[ExpectationShape])
def list_expectations(request: HttpRequest, asked: Query[ExpectationsAsked]) -> dict[str, Any]:
    """List the expectations the caller can see."""
    rows = queries.expectations_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state", "kind"), asked, _shown)


@reads(router, "/expectations/{int:expectation_id}", ExpectationShape)
def read_expectation(request: HttpRequest, expectation_id: Path[Id]) -> dict[str, Any]:
    """Return one expectation."""
    return _shown(queries.expectation_seen_by(asker(request), expectation_id))


@writes(router, "POST", "/expectations", ExpectationShape, scope=SETUP, status=201)
def record_expectation(request: HttpRequest, body: NewExpectation) -> dict[str, Any]:
    """Record an expectation of a client contact, or a promise by a colleague."""
    wanted = changes.ExpectationFields(
        statement=body.statement, kind=body.kind, line_id=body.line_id, evidence=evidence_in(body),
        promised_by_id=body.promised_by_id, promised_until=body.promised_until,
    )  # fmt: skip
    recorded = commands.record_expectation(
        by=asker(request), account_id=body.account_id, fields=wanted, now=timezone.now()
    )
    return _shown(recorded)


@writes(router, "PATCH", "/expectations/{int:expectation_id}", ExpectationShape, scope=SETUP)
def edit_expectation(request: HttpRequest, expectation_id: Path[Id], body: ExpectationEdit) -> dict[str, Any]:
    """Correct an expectation that was recorded wrongly. Use a reset if the client now expects something else."""
    by = asker(request)
    stands = changes.fields_of(queries.expectation_seen_by(by, expectation_id))
    wanted = replace(merged(stands, body), evidence=merged_evidence(stands.evidence, body))
    edited = commands.edit_expectation(
        by=by, expectation_id=expectation_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return _shown(edited)


@writes(router, "POST", "/expectations/{int:expectation_id}/move", ExpectationShape, scope=SETUP)
def move_expectation(request: HttpRequest, expectation_id: Path[Id], body: ExpectationMove) -> dict[str, Any]:
    """Change the state of an expectation. Returns 403 if the change is not allowed."""
    move = changes.Move(body.state, body.note, body.statement, evidence_in(body))
    moved = commands.move_expectation(
        by=asker(request), expectation_id=expectation_id, version=body.version, move=move, now=timezone.now()
    )
    return _shown(moved)


def _shown(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ExpectationShape.model_fields}
