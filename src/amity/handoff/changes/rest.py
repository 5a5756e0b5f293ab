"""REST operation that acknowledges a change since acceptance."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id
from amity.handoff.changes import commands
from amity.handoff.router import SETUP, Key, router


class ChangeAcknowledgement(Body):
    """Request body: the change being acknowledged and the digest the user saw."""

    key: Key
    digest: Annotated[str, Field(min_length=1, max_length=64)]


class AcknowledgedShape(Answered):
    """The acknowledgement of a change: its author and date."""

    handoff_id: Id
    key: str
    digest: str
    by_label: str
    at: datetime


@writes(router, "POST", "/handoffs/{int:handoff_id}/acknowledge", AcknowledgedShape, scope=SETUP)
def acknowledge_change(request: HttpRequest, handoff_id: Path[Id], body: ChangeAcknowledgement) -> dict[str, Any]:
    """Acknowledge a change to an item since the hand-off was accepted."""
    taken = commands.acknowledge(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **body.model_dump())
    return AcknowledgedShape.of(taken)
