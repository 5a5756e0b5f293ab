"""REST operations for covers."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts import queries
from amity.accounts.covers import commands
from amity.accounts.covers import queries as cover_queries
from amity.accounts.covers.commands import CoverFields
from amity.accounts.router import SETUP, ReadVersion, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page


class CoverShape(Answered, value=CoverFields):
    """A colleague who covers for the account manager. Both dates are included."""

    id: Id
    version: int
    account_id: Id
    ended_at: datetime | None


class CoversAsked(Asked):
    """Filters for the list of covers."""

    account_id: Id


class NewCover(Body, value=CoverFields):
    """Request body: the stand-in, with the first and last date of the cover."""

    account_id: Id


@reads(router, "/covers", Page[CoverShape])
def list_covers(request: HttpRequest, asked: Query[CoversAsked]) -> dict[str, Any]:
    """List the covers of an account, including past ones."""
    account = queries.account_seen_by(asker(request), asked.account_id)
    return page(cover_queries.every_cover_of(account), asked, CoverShape.of)


@writes(router, "POST", "/covers", CoverShape, scope=SETUP, status=201)
def add_cover(request: HttpRequest, body: NewCover) -> dict[str, Any]:
    """Add a stand-in for the account manager. Rights and review queues follow the dates of the cover."""
    fields = body.as_value(CoverFields)
    cover = commands.set_cover(by=asker(request), account_id=body.account_id, fields=fields, now=timezone.now())
    return CoverShape.of(cover)


@writes(router, "POST", "/covers/{int:cover_id}/end", CoverShape, scope=SETUP)
def end_cover(request: HttpRequest, cover_id: Path[Id], body: ReadVersion) -> dict[str, Any]:
    """End a running cover now, or cancel one that has not started."""
    cover = commands.end_cover(by=asker(request), cover_id=cover_id, version=body.version, now=timezone.now())
    return CoverShape.of(cover)
