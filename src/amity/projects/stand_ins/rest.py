"""REST operations for stand-ins of project managers."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.projects.router import SETUP, router
from amity.projects.stand_ins import commands, queries
from amity.projects.stand_ins.commands import StandInFields


class StandInShape(Answered, value=StandInFields):
    """A colleague who covers for a project manager. Both dates are included."""

    id: Id
    version: int
    ended_at: datetime | None


class NewStandIn(Body, value=StandInFields):
    """Request body: the stand-in with the first and last day, and the project manager if it isn't the caller."""


class StandInEnd(Body):
    """Request body: the version last read."""

    version: Version


@reads(router, "/stand-ins", Page[StandInShape])
def list_stand_ins(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the running and planned stand-ins of project managers that the caller can see."""
    by = asker(request)
    rows = queries.covers_seen_by(by, timezone.localdate()).select_related(None).order_by("pk")
    return page(rows, asked, StandInShape.of)


@writes(router, "POST", "/stand-ins", StandInShape, scope=SETUP, status=201)
def name_stand_in(request: HttpRequest, body: NewStandIn) -> dict[str, Any]:
    """Name who sees and does what waits for a project manager between two days."""
    made = commands.name_stand_in(by=asker(request), fields=body.as_value(StandInFields), now=timezone.now())
    return StandInShape.of(made)


@writes(router, "POST", "/stand-ins/{int:cover_id}/end", StandInShape, scope=SETUP)
def end_stand_in(request: HttpRequest, cover_id: Path[Id], body: StandInEnd) -> dict[str, Any]:
    """End a stand-in now, or cancel one that has not started."""
    ended = commands.end_stand_in(by=asker(request), cover_id=cover_id, version=body.version, now=timezone.now())
    return StandInShape.of(ended)
