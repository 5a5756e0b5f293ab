"""REST operations for joint objectives."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id
from amity.charter.objectives import commands
from amity.charter.objectives.commands import ObjectiveFields, ReadingFields
from amity.charter.objectives.queries import Row, objectives_of
from amity.charter.router import SETUP, router

HIDDEN = ("target", "value")
"""Fields left out of an objective whose figures the caller can't see."""


class ObjectiveShape(Answered, value=ObjectiveFields, without=("baseline",)):
    """A joint objective and its state: well, watch, unwell, or none if it is not known.

    The target, baseline and value of a margin objective need the right to see margins.
    """

    id: Id
    version: int
    state: str
    read_on: date | None
    by_books: bool
    target: str | None = None
    value: str | None = None


class ObjectivesShape(Answered):
    """The joint objectives of an account."""

    account_id: Id
    objectives: list[ObjectiveShape]


class NewObjective(Body, value=ObjectiveFields):
    """Request body: the objective to set, with its target."""


class NewObjectiveReading(Body, value=ReadingFields):
    """Request body: the value of an objective on a date. `stated_by` defaults to the caller."""


@reads(router, "/accounts/{int:account_id}/objectives", ObjectivesShape)
def list_objectives(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """List the joint objectives of an account, with their state."""
    return _objectives(request, account_id)


@writes(router, "POST", "/accounts/{int:account_id}/objectives", ObjectivesShape, scope=SETUP, status=201)
def set_objective(request: HttpRequest, account_id: Path[Id], body: NewObjective) -> dict[str, Any]:
    """Set a joint objective. An account can have up to four at a time."""
    fields = body.as_value(ObjectiveFields)
    commands.set_objective(by=asker(request), account_id=account_id, fields=fields, now=timezone.now())
    return _objectives(request, account_id)


@writes(router, "POST", "/objectives/{int:objective_id}/readings", ObjectivesShape, scope=SETUP, status=201)
def add_objective_reading(request: HttpRequest, objective_id: Path[Id], body: NewObjectiveReading) -> dict[str, Any]:
    """Record the value of an objective on a date, and return the objectives."""
    read = body.as_value(ReadingFields)
    reading = commands.read_objective(by=asker(request), objective_id=objective_id, reading=read, now=timezone.now())
    return _objectives(request, reading.objective.account_id)


def _objectives(request: HttpRequest, account_id: int) -> dict[str, Any]:
    by = asker(request)
    rows = objectives_of(by, account_seen_by(by, account_id), timezone.localdate())
    return {"account_id": account_id, "objectives": [_objective(row) for row in rows]}


def _objective(row: Row) -> dict[str, Any]:
    shown = ObjectiveShape.of(
        row.objective, state=row.state, read_on=row.read_on, by_books=row.by_books,
        target=_plain(row.objective.target), value=_plain(row.value),
    )  # fmt: skip
    return {name: value for name, value in shown.items() if not (row.hidden and name in HIDDEN)}


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
