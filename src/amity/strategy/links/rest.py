"""REST operations for what serves a goal."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id
from amity.strategy.goals.queries import goal_seen_by
from amity.strategy.links import commands, queries
from amity.strategy.router import SETUP, router


class ServingShape(Answered):
    """A thing that serves a goal. `kind` is its kind in words."""

    kind: str
    id: Id
    title: str
    address: str


class LinkedGoal(Answered):
    """The goal that a thing serves, null for none."""

    kind: str
    id: Id
    goal_id: Id | None


class GoalChosen(Body):
    """Request body: what serves which goal, null for none. `kind` is `projects.project` or `lines.line`."""

    kind: Annotated[str, Field(min_length=1, max_length=60)]
    id: Id
    goal_id: Id | None


@reads(router, "/goals/{int:goal_id}/serving", list[ServingShape])
def list_what_serves_a_goal(request: HttpRequest, goal_id: Path[Id]) -> list[dict[str, Any]]:
    """List the briefs, projects and lines that serve a goal, as far as the caller can see them."""
    by = asker(request)
    found = queries.serving(by, goal_seen_by(by, goal_id))
    return [
        {"kind": label, "id": row.id, "title": row.title, "address": row.address}
        for label, rows in found
        for row in rows
    ]


@writes(router, "POST", "/goals/links", LinkedGoal, scope=SETUP)
def link_goal(request: HttpRequest, body: GoalChosen) -> dict[str, Any]:
    """Link a project or a line to the goal of its account that it serves, or remove the link."""
    goal = commands.link_goal(
        by=asker(request), kind=body.kind, subject_id=body.id, goal_id=body.goal_id, now=timezone.now()
    )
    return {"kind": body.kind, "id": body.id, "goal_id": goal.pk if goal else None}
