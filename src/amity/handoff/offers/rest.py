"""REST operations that offer a hand-off or withdraw the offer."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id, Shape
from amity.handoff.listing import HandoffShape
from amity.handoff.offers import commands
from amity.handoff.router import SETUP, router


class Nothing(Shape):
    """Request body without fields."""


@writes(router, "POST", "/handoffs/{int:handoff_id}/offer", HandoffShape, scope=SETUP)
def offer_handoff(request: HttpRequest, handoff_id: Path[Id], body: Nothing) -> dict[str, Any]:
    """Offer a hand-off. Its content is frozen as the next version."""
    return HandoffShape.of(commands.offer_handoff(by=asker(request), handoff_id=handoff_id, now=timezone.now()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/withdraw", HandoffShape, scope=SETUP)
def withdraw_handoff(request: HttpRequest, handoff_id: Path[Id], body: Nothing) -> dict[str, Any]:
    """Withdraw the offer of a hand-off."""
    return HandoffShape.of(commands.take_back(by=asker(request), handoff_id=handoff_id, now=timezone.now()))
