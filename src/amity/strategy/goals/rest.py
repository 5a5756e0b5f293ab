"""REST operations for client goals and their readings."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.shared.values import value_of
from amity.strategy import rules
from amity.strategy.changes import Cause, GoalFields, GoalPlan, GoalReadingFields
from amity.strategy.goals import commands
from amity.strategy.goals import queries as goal_queries
from amity.strategy.router import SETUP, OfAnAccount, router
from amity.strategy.sheets.commands import add_sheet

STATUS = {
    rules.ON_TRACK: "on_track",
    rules.AT_RISK: "at_risk",
    rules.OFF_TRACK: "off_track",
    rules.UNKNOWN: "unknown",
}
GoalState = Literal["running", "reached", "dropped"]


class GoalShape(EvidenceShape, value=GoalFields):
    """A client goal. Figures are decimals as text, in `unit`; null means not known."""

    id: Id
    version: int
    account_id: Id
    begun_on: date
    state: GoalState
    plan: str
    plan_check_on: date | None


class GoalProgress(Answered):
    """How a goal is doing. `done` and `expected` are percentages of the way from baseline to target."""

    goal_id: Id
    status: Literal["on_track", "at_risk", "off_track", "unknown"]
    done: float | None
    expected: float | None
    reading_due_on: date | None
    needs_plan: bool


class ReadingShape(Answered, value=GoalReadingFields):
    """The value of a goal's measure on a date."""

    id: Id
    goal_id: Id


class NewGoal(EvidenceBody, value=GoalFields):
    """Request body: the goal to set."""

    account_id: Id


class GoalEdit(Body, value=GoalFields, edits=True):
    """The fields of a goal to change. Omitted fields stay unchanged."""


class GoalRevised(GoalEdit, value=Cause):
    """Request body: the fields of a goal to change, and the cause. Omitted fields stay unchanged."""

    version: Version


class NewGoalReading(Body, value=GoalReadingFields):
    """Request body: the value to add, and its source."""


class NewPlan(Body, value=GoalPlan):
    """Request body: what is done about a goal, and when that is checked. A blank plan removes it."""

    version: Version


class NewTable(Body):
    """Request body: a table of readings as CSV text. The first row has the headings Date, Value, Source and Goal.

    With `goal_id` all rows belong to that goal. Otherwise each names its goal by title.
    """

    account_id: Id
    goal_id: Id | None = None
    text: Annotated[str, Field(min_length=1, max_length=1_000_000)]


class TableAdded(Answered):
    """How many readings of a table were added, and how many were already there."""

    added: int
    known: int


class GoalEnd(Body):
    """Request body: the outcome of a goal, and its evidence."""

    version: Version
    state: GoalState
    why: Annotated[str, Field(min_length=1, max_length=2000)]


@reads(router, "/goals", Page[GoalShape])
def list_goals(request: HttpRequest, asked: Query[OfAnAccount]) -> dict[str, Any]:
    """List the goals of the accounts the caller can see."""
    rows = goal_queries.goals_seen_by(asker(request)).select_related(None)
    return page(rows.filter(account_id=asked.account_id) if asked.account_id else rows, asked, GoalShape.of)


@reads(router, "/goals/{int:goal_id}", GoalShape)
def read_goal(request: HttpRequest, goal_id: Path[Id]) -> dict[str, Any]:
    """Return one goal."""
    return GoalShape.of(goal_queries.goal_seen_by(asker(request), goal_id))


@reads(router, "/goals/{int:goal_id}/progress", GoalProgress)
def read_goal_progress(request: HttpRequest, goal_id: Path[Id]) -> dict[str, Any]:
    """Return how a goal is doing, and when its next reading is due."""
    row = goal_queries.row_of(goal_queries.goal_seen_by(asker(request), goal_id), timezone.localdate())
    return {
        "goal_id": goal_id, "status": STATUS[row.shape], "done": _percent(row.done), "expected": _percent(row.due),
        "reading_due_on": row.reading_due, "needs_plan": row.lacks_plan,
    }  # fmt: skip


def _percent(points: int | None) -> float | None:
    return None if points is None else points / 100


@writes(router, "POST", "/goals", GoalShape, scope=SETUP, status=201)
def set_goal(request: HttpRequest, body: NewGoal) -> dict[str, Any]:
    """Set a goal for a client."""
    made = commands.set_goal(
        by=asker(request), account_id=body.account_id, fields=body.as_value(GoalFields),
        evidence=body.as_value(Evidence), now=timezone.now(),
    )  # fmt: skip
    return GoalShape.of(made)


@writes(router, "POST", "/goals/{int:goal_id}/revise", GoalShape, scope=SETUP)
def revise_goal(request: HttpRequest, goal_id: Path[Id], body: GoalRevised) -> dict[str, Any]:
    """Change a goal and record the cause."""
    by = asker(request)
    wanted = merged(value_of(goal_queries.goal_seen_by(by, goal_id), GoalFields), body)
    revised = commands.revise_goal(
        by=by, goal_id=goal_id, version=body.version, fields=wanted, cause=body.as_value(Cause), now=timezone.now()
    )
    return GoalShape.of(revised)


@reads(router, "/goals/{int:goal_id}/readings", Page[ReadingShape])
def list_goal_readings(request: HttpRequest, goal_id: Path[Id], asked: Query[Asked]) -> dict[str, Any]:
    """List the readings of a goal, in the order they were added."""
    goal = goal_queries.goal_seen_by(asker(request), goal_id)
    return page(goal.readings.all(), asked, ReadingShape.of)


@writes(router, "POST", "/goals/{int:goal_id}/readings", ReadingShape, scope=SETUP, status=201)
def add_goal_reading(request: HttpRequest, goal_id: Path[Id], body: NewGoalReading) -> dict[str, Any]:
    """Add a reading of a goal's measure."""
    reading = commands.read_goal(
        by=asker(request), goal_id=goal_id, reading=body.as_value(GoalReadingFields), now=timezone.now()
    )
    return ReadingShape.of(reading)


@writes(router, "DELETE", "/goals/{int:goal_id}/readings/{int:reading_id}", None, scope=SETUP, status=204)
def remove_goal_reading(request: HttpRequest, goal_id: Path[Id], reading_id: Path[Id]) -> None:
    """Remove a reading that was wrong."""
    commands.remove_reading(by=asker(request), goal_id=goal_id, reading_id=reading_id, now=timezone.now())


@writes(router, "POST", "/goals/readings/table", TableAdded, scope=SETUP)
def add_goal_readings(request: HttpRequest, body: NewTable) -> dict[str, Any]:
    """Add a table of readings to the goals of an account: all of its rows, or none. A known reading is left out."""
    done = add_sheet(
        by=asker(request), account_id=body.account_id, goal_id=body.goal_id or 0, text=body.text, now=timezone.now()
    )
    return {"added": done.added, "known": done.known}


@writes(router, "POST", "/goals/{int:goal_id}/plan", GoalShape, scope=SETUP)
def plan_goal(request: HttpRequest, goal_id: Path[Id], body: NewPlan) -> dict[str, Any]:
    """Record what is done about a goal, and when that is checked."""
    planned = commands.plan_goal(
        by=asker(request), goal_id=goal_id, version=body.version, plan=body.as_value(GoalPlan), now=timezone.now()
    )
    return GoalShape.of(planned)


@writes(router, "POST", "/goals/{int:goal_id}/end", GoalShape, scope=SETUP)
def end_goal(request: HttpRequest, goal_id: Path[Id], body: GoalEnd) -> dict[str, Any]:
    """Mark a goal as reached or dropped, or reopen it."""
    ended = commands.end_goal(
        by=asker(request), goal_id=goal_id, version=body.version, state=body.state, why=body.why, now=timezone.now()
    )
    return GoalShape.of(ended)
