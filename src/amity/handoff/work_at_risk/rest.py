"""REST operations for the cap on work before a hand-off."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id
from amity.handoff import queries
from amity.handoff.router import SETUP, router
from amity.handoff.work_at_risk import commands

Reason = Annotated[str, Field(max_length=500)]


class Cap(Body):
    """Request body: the cap on work before the hand-off, in seconds, and the reason."""

    seconds: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: Reason


class Stop(Body):
    """Request body: why work has to stop until the hand-off is accepted."""

    reason: Reason


class CapShape(Answered):
    """Seconds worked before the hand-off, and the cap. `stopped` is true while no more work is allowed."""

    project_id: Id
    worked: int
    cap: int
    stopped: bool


@writes(router, "POST", "/projects/{int:project_id}/at-risk-cap", CapShape, scope=SETUP)
def raise_at_risk_cap(request: HttpRequest, project_id: Path[Id], body: Cap) -> dict[str, Any]:
    """Raise the cap on work on a project before its hand-off."""
    return _cap(commands.raise_cap(by=asker(request), project_id=project_id, now=timezone.now(), **body.model_dump()))


@writes(router, "POST", "/projects/{int:project_id}/stop-work", CapShape, scope=SETUP)
def stop_work(request: HttpRequest, project_id: Path[Id], body: Stop) -> dict[str, Any]:
    """Stop work on a project until its hand-off is accepted."""
    return _cap(commands.stop_work(by=asker(request), project_id=project_id, reason=body.reason, now=timezone.now()))


def _cap(body: Any) -> dict[str, Any]:
    worked = queries.room_of(body.project).room.worked
    return {"project_id": body.project_id, "worked": worked, "cap": body.seconds, "stopped": body.stops}
