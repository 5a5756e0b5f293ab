"""REST operations for the caller's own beliefs."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.beliefs import commands, queries
from amity.gate.router import SETUP, router

Outcome = Literal["", "right", "wrong"]


class BeliefShape(Answered):
    """What the caller believed when they returned an item. `outcome` is blank until they know it.

    `preference_id` is the assumption that was saved for it.
    """

    id: Id
    item_id: Id
    preference_id: Id | None
    words: str
    at: datetime
    outcome: Outcome


class BeliefOutcome(Body):
    """Request body: whether the client agreed with the caller, or blank while that isn't known."""

    outcome: Outcome


@reads(router, "/beliefs", Page[BeliefShape])
def list_beliefs(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List what the caller believed when they returned an email. No one else sees it."""
    return page(queries.own_beliefs(asker(request)), asked, BeliefShape.of)


@writes(router, "PATCH", "/beliefs/{int:belief_id}", BeliefShape, scope=SETUP)
def record_belief_outcome(request: HttpRequest, belief_id: Path[Id], body: BeliefOutcome) -> dict[str, Any]:
    """Record whether the caller was right. No one else sees it."""
    by, now = asker(request), timezone.now()
    return BeliefShape.of(commands.set_outcome(by=by, belief_id=belief_id, outcome=body.outcome, now=now))
