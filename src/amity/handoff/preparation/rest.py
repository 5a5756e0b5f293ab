"""REST operation that starts a hand-off."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.handoff.listing import HandoffShape
from amity.handoff.preparation import commands
from amity.handoff.router import SETUP, router

OfWork = Literal["", "small", "full", "retainer"]


class NewHandoff(Body):
    """Request body: the project or the retainer request's work item to hand off. Without `kind`, Amity chooses it."""

    project_id: Id
    item_id: Id | None = None
    kind: OfWork = ""


@writes(router, "POST", "/handoffs", HandoffShape, scope=SETUP, status=201)
def prepare_handoff(request: HttpRequest, body: NewHandoff) -> dict[str, Any]:
    """Start a hand-off, or return the one already in preparation."""
    return HandoffShape.of(commands.prepare_handoff(by=asker(request), now=timezone.now(), **body.model_dump()))
