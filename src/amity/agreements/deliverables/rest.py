"""REST operations for an agreement's deliverables and quality plan."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.agreements import queries
from amity.agreements.deliverables import commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version


class AgreedDeliverableShape(Answered, value=DeliverableFields):
    """A deliverable: its due date and acceptance criteria."""

    id: Id


class NewDeliverable(Body, value=DeliverableFields):
    """Request body: a deliverable, due on a date or as described; `level` is the lowest quality accepted."""

    version: Version


@reads(router, "/agreements/{int:agreement_id}/deliverables", list[AgreedDeliverableShape])
def list_deliverables(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the deliverables of an agreement, in order."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return [AgreedDeliverableShape.of(row) for row in seen.deliverables.order_by("position", "pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/deliverables", AgreedDeliverableShape, scope=SETUP, status=201)
def add_deliverable(request: HttpRequest, agreement_id: Path[Id], body: NewDeliverable) -> dict[str, Any]:
    """Add a deliverable to an open agreement. Returns 403 with the reason for one in review or signed."""
    put = commands.put_deliverable(
        by=asker(request), agreement_id=agreement_id, version=body.version, now=timezone.now(),
        deliverable=body.as_value(DeliverableFields),
    )  # fmt: skip
    return AgreedDeliverableShape.of(put)
