"""REST operations for client goals and their readings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape, evidence_in
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version, merged
from amity.strategy import changes
from amity.strategy.changes import plain
from amity.strategy.goals import commands
from amity.strategy.goals import queries as goal_queries
from amity.strategy.router import SETUP, OfAnAccount, router

Figure = Annotated[str, Field(pattern=r"^-?\d{1,12}(\.\d{1,4})?$", description="A decimal as text, for example 12.5.")]
Title = Annotated[str, Field(min_length=1, max_length=200)]

GoalState = Literal["running", "reached", "dropped"]


class GoalShape(EvidenceShape):
    """A client goal. Figures are decimals as text, in `unit`; null means not known."""

    id: Id
    version: int
    account_id: Id
    title: str
    measure: str
    unit: str
    baseline: str | None
    target: str | None
    begun_on: date
    target_on: date | None
    state: GoalState


class ReadingShape(Answered):
    """The value of a goal's measure on a date."""

    id: Id
    goal_id: Id
    read_on: date
    value: str
    source: str


class NewGoal(EvidenceBody):
    """Request body: the goal to set."""

    account_id: Id
    title: Title
    measure: Annotated[str, Field(max_length=200)] = ""
    unit: Annotated[str, Field(max_length=30)] = ""
    baseline: Figure | None = None
    target: Figure | None = None
    target_on: Day | None = None


class GoalRevised(EvidenceBody):
    """Request body: the fields of a goal to change, and the cause. Omitted fields stay unchanged."""

    version: Version
    cause: Literal["insight", "decision", "client_word"]
    why: Annotated[str, Field(min_length=1, max_length=2000)]
    title: Title | None = None
    measure: Annotated[str, Field(max_length=200)] | None = None
    unit: Annotated[str, Field(max_length=30)] | None = None
    baseline: Figure | None = None
    target: Figure | None = None
    target_on: Day | None = None


class NewGoalReading(Body):
    """Request body: the value to add, and its source."""

    value: Figure
    read_on: Day
    source: Title


class GoalEnd(Body):
    """Request body: the outcome of a goal, and its evidence."""

    version: Version
    state: GoalState
    why: Annotated[str, Field(min_length=1, max_length=2000)]


@reads(router, "/goals", Page[GoalShape])
def list_goals(request: HttpRequest, asked: Query[OfAnAccount]) -> dict[str, Any]:
    """List the goals of the accounts the caller can see."""
    rows = goal_queries.goals_seen_by(asker(request)).select_related(None)
    return page(rows.filter(account_id=asked.account_id) if asked.account_id else rows, asked, _goal)


@reads(router, "/goals/{int:goal_id}", GoalShape)
def read_goal(request: HttpRequest, goal_id: Path[Id]) -> dict[str, Any]:
    """Return one goal."""
    return _goal(goal_queries.goal_seen_by(asker(request), goal_id))


@writes(router, "POST", "/goals", GoalShape, scope=SETUP, status=201)
def set_goal(request: HttpRequest, body: NewGoal) -> dict[str, Any]:
    """Set a goal for a client."""
    wanted = changes.GoalFields(
        body.title, body.measure, body.unit, _figure(body.baseline), _figure(body.target), body.target_on
    )
    made = commands.set_goal(
        by=asker(request), account_id=body.account_id, fields=wanted, told=evidence_in(body), now=timezone.now()
    )
    return _goal(made)


@writes(router, "POST", "/goals/{int:goal_id}/revise", GoalShape, scope=SETUP)
def revise_goal(request: HttpRequest, goal_id: Path[Id], body: GoalRevised) -> dict[str, Any]:
    """Change a goal and record the cause."""
    by = asker(request)
    put = body.model_copy(update={name: _figure(getattr(body, name)) for name in ("baseline", "target")})
    put.model_fields_set.intersection_update(body.model_fields_set)
    wanted = merged(changes.fields_of_goal(goal_queries.goal_seen_by(by, goal_id)), put)
    cause = changes.Cause(body.cause, body.why, evidence_in(body))
    revised = commands.revise_goal(
        by=by, goal_id=goal_id, version=body.version, fields=wanted, cause=cause, now=timezone.now()
    )
    return _goal(revised)


@reads(router, "/goals/{int:goal_id}/readings", Page[ReadingShape])
def list_goal_readings(request: HttpRequest, goal_id: Path[Id], asked: Query[Asked]) -> dict[str, Any]:
    """List the readings of a goal, in the order they were added."""
    goal = goal_queries.goal_seen_by(asker(request), goal_id)
    return page(goal.readings.all(), asked, _reading)


@writes(router, "POST", "/goals/{int:goal_id}/readings", ReadingShape, scope=SETUP, status=201)
def add_goal_reading(request: HttpRequest, goal_id: Path[Id], body: NewGoalReading) -> dict[str, Any]:
    """Add a reading of a goal's measure."""
    reading = commands.read_goal(
        by=asker(request), goal_id=goal_id, read_on=body.read_on, value=Decimal(body.value), source=body.source,
        now=timezone.now(),
    )  # fmt: skip
    return _reading(reading)


@writes(router, "DELETE", "/goals/{int:goal_id}/readings/{int:reading_id}", None, scope=SETUP, status=204)
def remove_goal_reading(request: HttpRequest, goal_id: Path[Id], reading_id: Path[Id]) -> None:
    """Remove a reading that was wrong."""
    commands.remove_reading(by=asker(request), goal_id=goal_id, reading_id=reading_id, now=timezone.now())


@writes(router, "POST", "/goals/{int:goal_id}/end", GoalShape, scope=SETUP)
def end_goal(request: HttpRequest, goal_id: Path[Id], body: GoalEnd) -> dict[str, Any]:
    """Mark a goal as reached or dropped, or reopen it."""
    ended = commands.end_goal(
        by=asker(request), goal_id=goal_id, version=body.version, state=body.state, why=body.why, now=timezone.now()
    )
    return _goal(ended)


def _figure(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)


def _goal(goal: Any) -> dict[str, Any]:
    told = {name: getattr(goal, name) for name in GoalShape.model_fields}
    return told | {name: None if told[name] is None else plain(told[name]) for name in ("baseline", "target")}


def _reading(reading: Any) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in ReadingShape.model_fields} | {"value": plain(reading.value)}
