"""What follows for machines: changes acknowledged, conditions met, and work before the hand-off."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Id, Said, Shape
from amity.handoff import commands, queries
from amity.handoff.rest.door import SETUP, Key, router

Reason = Annotated[str, Field(max_length=500)]


class Noted(Said):
    """The change that one has taken note of, as it was read."""

    key: Key
    digest: Annotated[str, Field(min_length=1, max_length=64)]


class AcknowledgedShape(Answered):
    """Who took note of a change, and when."""

    handoff_id: Id
    key: str
    digest: str
    by_label: str
    at: datetime


class Done(Shape):
    """An act that needs no words."""


class ConditionShape(Answered):
    """A condition of an acceptance."""

    id: Id
    handoff_id: Id
    text: str
    owner_id: Id
    due_on: date
    done_at: datetime | None


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


@writes(router, "POST", "/handoffs/{int:handoff_id}/acknowledge", AcknowledgedShape, scope=SETUP)
def acknowledge_change(request: HttpRequest, handoff_id: Path[Id], said: Noted) -> dict[str, Any]:
    """Take note of how an item is since the hand-off was accepted."""
    taken = commands.acknowledge(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **said.model_dump())
    return {name: getattr(taken, name) for name in AcknowledgedShape.model_fields}


@writes(router, "POST", "/handoff-conditions/{int:condition_id}/done", ConditionShape, scope=SETUP)
def finish_condition(request: HttpRequest, condition_id: Path[Id], said: Done) -> dict[str, Any]:
    """Say that a condition came true."""
    done = commands.finish_condition(by=asker(request), condition_id=condition_id, now=timezone.now())
    return {name: getattr(done, name) for name in ConditionShape.model_fields}


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
