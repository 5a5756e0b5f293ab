"""The cap on work before a hand-off over REST."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Id, Said
from amity.handoff import queries
from amity.handoff.router import SETUP, router
from amity.handoff.work_at_risk import commands

Reason = Annotated[str, Field(max_length=500)]


class Cap(Said):
    """How much may be worked before the hand-off, in seconds, and why."""

    seconds: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: Reason


class Stop(Said):
    """Why nothing more is worked until the hand-off is accepted."""

    reason: Reason


class CapShape(Answered):
    """What was worked before the hand-off, and the cap, in seconds; `stopped`: nothing more is worked."""

    project_id: Id
    worked: int
    cap: int
    stopped: bool


@writes(router, "POST", "/projects/{int:project_id}/at-risk-cap", CapShape, scope=SETUP)
def raise_cap(request: HttpRequest, project_id: Path[Id], said: Cap) -> dict[str, Any]:
    """Let more be worked on a project before its hand-off."""
    return _cap(commands.raise_cap(by=asker(request), project_id=project_id, now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/projects/{int:project_id}/stop-work", CapShape, scope=SETUP)
def stop_work(request: HttpRequest, project_id: Path[Id], said: Stop) -> dict[str, Any]:
    """Let nothing more be worked on a project before its hand-off."""
    return _cap(commands.stop_work(by=asker(request), project_id=project_id, reason=said.reason, now=timezone.now()))


def _cap(said: Any) -> dict[str, Any]:
    worked = queries.room_of(said.project).room.worked
    return {"project_id": said.project_id, "worked": worked, "cap": said.seconds, "stopped": said.stops}
