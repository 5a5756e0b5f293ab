"""REST operations for joint objectives."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.accounts.queries import account_seen_by
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Day, Id
from amity.charter.objectives import commands
from amity.charter.objectives.queries import Row, objectives_of
from amity.charter.router import SETUP, router

Kind = Literal["client_goal", "margin", "dates_kept", "clients_word"]
Figure = Annotated[str, Field(pattern=r"^-?\d{1,12}(\.\d{1,2})?$", description="A decimal as text, for example 44.1.")]


class ObjectiveShape(Answered):
    """A joint objective and its state: well, watch, unwell, or none if it is not known.

    The target, baseline and value of a margin objective need the right to see margins.
    """

    id: Id
    version: int
    kind: Kind
    statement: str
    unit: str
    due_on: date | None
    state: str
    read_on: date | None
    by_books: bool
    target: Figure | None = None
    value: Figure | None = None


class ObjectivesShape(Answered):
    """The joint objectives of an account."""

    account_id: Id
    objectives: list[ObjectiveShape]


class NewObjective(Body):
    """Request body: the objective to set, with its target."""

    kind: Kind
    statement: Annotated[str, Field(min_length=1, max_length=200)]
    target: Figure | None = None
    baseline: Figure | None = None
    unit: Literal["", "percent", "of_ten", "number"] = ""
    due_on: Day | None = None


class NewObjectiveReading(Body):
    """Request body: the value of an objective on a date. `said_by` defaults to the caller."""

    value: Figure
    read_on: Day
    said_by: Annotated[str, Field(max_length=200)] = ""
    note: Annotated[str, Field(max_length=300)] = ""


@reads(router, "/accounts/{int:account_id}/objectives", ObjectivesShape)
def list_objectives(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """List the joint objectives of an account, with their state."""
    return _objectives(request, account_id)


@writes(router, "POST", "/accounts/{int:account_id}/objectives", ObjectivesShape, scope=SETUP, status=201)
def set_objective(request: HttpRequest, account_id: Path[Id], body: NewObjective) -> dict[str, Any]:
    """Set a joint objective. An account can have up to four at a time."""
    figures = {"target": _decimal(body.target), "baseline": _decimal(body.baseline)}
    wanted = commands.ObjectiveFields(**{**body.model_dump(), **figures})
    commands.set_objective(by=asker(request), account_id=account_id, fields=wanted, now=timezone.now())
    return _objectives(request, account_id)


@writes(router, "POST", "/objectives/{int:objective_id}/readings", ObjectivesShape, scope=SETUP, status=201)
def add_objective_reading(request: HttpRequest, objective_id: Path[Id], body: NewObjectiveReading) -> dict[str, Any]:
    """Record the value of an objective on a date, and return the objectives."""
    values = {**body.model_dump(), "value": Decimal(body.value)}
    reading = commands.read_objective(by=asker(request), objective_id=objective_id, now=timezone.now(), **values)
    return _objectives(request, reading.objective.account_id)


def _objectives(request: HttpRequest, account_id: int) -> dict[str, Any]:
    by = asker(request)
    rows = objectives_of(by, account_seen_by(by, account_id), timezone.localdate())
    return {"account_id": account_id, "objectives": [_objective(row) for row in rows]}


def _objective(row: Row) -> dict[str, Any]:
    one = row.objective
    told = {
        "id": one.pk, "version": one.version, "kind": one.kind, "statement": one.statement, "unit": one.unit,
        "due_on": one.due_on, "state": row.state, "read_on": row.read_on, "by_books": row.by_books,
    }  # fmt: skip
    return told if row.hidden else told | {"target": _plain(one.target), "value": _plain(row.value)}


def _decimal(figure: str | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
