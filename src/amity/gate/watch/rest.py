"""REST operations for what the checks found in emails after they went."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.router import SETUP, router
from amity.gate.watch import commands, queries


class FoundWords(Answered):
    """One thing that a check found, by its `key`. `stops`: it would have stopped the email."""

    key: str
    title: str
    words: str
    stops: bool


class FoundAfterShape(Answered):
    """What the checks found in an email that went by itself. `stopped`: one of them would have stopped it.

    `read_at` is blank until someone has read it.
    """

    id: Id
    item_id: Id
    stopped: bool
    found: list[FoundWords]
    at: datetime
    read_at: datetime | None
    read_by_id: Id | None


class FoundAfterReading(Body):
    """Request body: whether it was read."""

    is_read: bool


@reads(router, "/checked-after-sending", Page[FoundAfterShape])
def list_checked_after_sending(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List what the checks found in emails the caller can read after they went, newest first."""
    return page(queries.found_after_seen_by(asker(request)), asked, FoundAfterShape.of)


@writes(router, "PATCH", "/checked-after-sending/{int:found_id}", FoundAfterShape, scope=SETUP)
def read_checked_after_sending(request: HttpRequest, found_id: Path[Id], body: FoundAfterReading) -> dict[str, Any]:
    """Mark what was found in an email as read or unread."""
    by, now = asker(request), timezone.now()
    return FoundAfterShape.of(commands.mark_read(by=by, watched_id=found_id, now=now, is_read=body.is_read))
