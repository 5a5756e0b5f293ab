"""REST operations for an agreement's deliverables and quality plan."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import queries
from amity.agreements.deliverables import commands
from amity.agreements.deliverables.commands import HandedOver
from amity.agreements.router import SETUP, router
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Day, Id, Version

Long = Annotated[str, Field(max_length=4000)]


class HandedOverShape(Answered):
    """A deliverable: its due date and acceptance criteria."""

    id: Id
    title: str
    due_on: date | None
    due: str
    content: str
    standard: str
    level: str
    method: str
    line_id: Id | None


class NewHanded(Body):
    """Request body: a deliverable, due on a date or as described; `level` is the lowest quality accepted."""

    version: Version
    title: Annotated[str, Field(min_length=1, max_length=300)]
    due_on: Day | None = None
    due: Annotated[str, Field(max_length=200)] = ""
    content: Long = ""
    standard: Long = ""
    level: Long = ""
    method: Long = ""
    line_id: Id | None = None


@reads(router, "/agreements/{int:agreement_id}/deliverables", list[HandedOverShape])
def list_deliverables(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the deliverables of an agreement, in order."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return [_as_json(one) for one in seen.deliverables.order_by("position", "pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/deliverables", HandedOverShape, scope=SETUP, status=201)
def put_deliverable(request: HttpRequest, agreement_id: Path[Id], body: NewHanded) -> dict[str, Any]:
    """Add a deliverable to an open agreement. Returns 403 with the reason for one in review or signed."""
    put = commands.put_deliverable(
        by=asker(request), agreement_id=agreement_id, version=body.version, now=timezone.now(),
        deliverable=HandedOver(**body.model_dump(exclude={"version"})),
    )  # fmt: skip
    return _as_json(put)


def _as_json(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in HandedOverShape.model_fields}
