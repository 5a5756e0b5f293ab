"""REST operations for expectations. Conflicts add theirs to the same router."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.expectations import commands, queries
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import rest as conflict_rest
from amity.expectations.router import SETUP, router
from amity.shared.values import value_of

OPERATIONS = (conflict_rest,)
"""The modules that add operations to the router when they are imported."""

State = Literal["open", "aligned", "at_risk", "missed", "reset", "met"]
Kind = Literal["result", "quality", "date", "money", "scope", "way", "promise"]


class ExpectationShape(Answered, value=ExpectationFields):
    """What a client contact expects, or what a colleague promised them."""

    id: Id
    version: int
    account_id: Id
    state: State
    added_at: datetime
    changed_at: datetime


class ExpectationsAsked(Asked):
    """Filters for the list of expectations."""

    account_id: Id | None = None
    state: State | None = None
    kind: Kind | None = None


class NewExpectation(Body, value=ExpectationFields):
    """Request body: the expectation. `stated_by_id` is the contact who expects it or to whom it was promised."""

    account_id: Id


class ExpectationEdit(Body, value=ExpectationFields, edits=True):
    """Request body: the fields of an expectation to correct. Omitted fields stay unchanged."""

    version: Version


class ExpectationMove(Body, value=Move):
    """Request body: the new state. A reset needs the new statement and the client's confirmation."""

    version: Version


@reads(router, "/expectations", Page[ExpectationShape])
def list_expectations(request: HttpRequest, asked: Query[ExpectationsAsked]) -> dict[str, Any]:
    """List the expectations the caller can see."""
    rows = queries.expectations_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state", "kind"), asked, ExpectationShape.of)


@reads(router, "/expectations/{int:expectation_id}", ExpectationShape)
def read_expectation(request: HttpRequest, expectation_id: Path[Id]) -> dict[str, Any]:
    """Return one expectation."""
    return ExpectationShape.of(queries.expectation_seen_by(asker(request), expectation_id))


@writes(router, "POST", "/expectations", ExpectationShape, scope=SETUP, status=201)
def record_expectation(request: HttpRequest, body: NewExpectation) -> dict[str, Any]:
    """Record an expectation of a client contact, or a promise by a colleague."""
    fields = body.as_value(ExpectationFields)
    recorded = commands.record_expectation(
        by=asker(request), account_id=body.account_id, fields=fields, now=timezone.now()
    )
    return ExpectationShape.of(recorded)


@writes(router, "PATCH", "/expectations/{int:expectation_id}", ExpectationShape, scope=SETUP)
def edit_expectation(request: HttpRequest, expectation_id: Path[Id], body: ExpectationEdit) -> dict[str, Any]:
    """Correct an expectation that was recorded wrongly. Use a reset if the client now expects something else."""
    by = asker(request)
    wanted = merged(value_of(queries.expectation_seen_by(by, expectation_id), ExpectationFields), body)
    edited = commands.edit_expectation(
        by=by, expectation_id=expectation_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return ExpectationShape.of(edited)


@writes(router, "POST", "/expectations/{int:expectation_id}/move", ExpectationShape, scope=SETUP)
def change_expectation_state(request: HttpRequest, expectation_id: Path[Id], body: ExpectationMove) -> dict[str, Any]:
    """Change the state of an expectation. Returns 403 if the change is not allowed."""
    move = body.as_value(Move)
    moved = commands.move_expectation(
        by=asker(request), expectation_id=expectation_id, version=body.version, move=move, now=timezone.now()
    )
    return ExpectationShape.of(moved)
