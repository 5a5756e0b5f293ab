"""REST operations for covers."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts import queries
from amity.accounts.covers import commands
from amity.accounts.covers import queries as cover_queries
from amity.accounts.router import SETUP, ReadVersion, router
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page


class CoverShape(Answered):
    """A colleague who covers for the account manager. Both dates are included."""

    id: Id
    version: int
    account_id: Id
    stand_in_id: Id
    starts_on: date
    ends_on: date
    note: str
    ended_at: datetime | None


class CoversAsked(Asked):
    """Filters for the list of covers."""

    account_id: Id


class NewCover(Body):
    """Request body: the stand-in, with the first and last date of the cover."""

    account_id: Id
    stand_in_id: Id
    starts_on: Day
    ends_on: Day
    note: Annotated[str, Field(max_length=500)] = ""


@reads(router, "/covers", Page[CoverShape])
def list_covers(request: HttpRequest, asked: Query[CoversAsked]) -> dict[str, Any]:
    """List the covers of an account, including past ones."""
    account = queries.account_seen_by(asker(request), asked.account_id)
    return page(cover_queries.every_cover_of(account), asked, _cover)


@writes(router, "POST", "/covers", CoverShape, scope=SETUP, status=201)
def add_cover(request: HttpRequest, body: NewCover) -> dict[str, Any]:
    """Add a stand-in for the account manager. Rights and review queues follow the dates of the cover."""
    return _cover(commands.set_cover(by=asker(request), now=timezone.now(), **body.model_dump()))


@writes(router, "POST", "/covers/{int:cover_id}/end", CoverShape, scope=SETUP)
def end_cover(request: HttpRequest, cover_id: Path[Id], body: ReadVersion) -> dict[str, Any]:
    """End a running cover now, or cancel one that has not started."""
    return _cover(commands.end_cover(by=asker(request), cover_id=cover_id, version=body.version, now=timezone.now()))


def _cover(cover: Any) -> dict[str, Any]:
    names = [name for name in CoverShape.model_fields if name != "id"]
    return {"id": cover.pk, **{name: getattr(cover, name) for name in names}}
