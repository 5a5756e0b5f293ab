"""REST operations for the caller's calendars, without addresses, users or passwords."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.meetings.calendars import queries
from amity.meetings.router import router


class CalendarShape(Answered):
    """A calendar that Amity reads for the caller. `trouble` is the code of what is wrong, "" for nothing."""

    id: Id
    version: int
    kind: Literal["upload", "address", "caldav"]
    name: str
    host: str
    is_paused: bool
    trouble: str
    trouble_since: datetime | None
    last_read_at: datetime | None
    next_read_at: datetime | None
    added_at: datetime


@reads(router, "/calendars", Page[CalendarShape])
def list_calendars(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the caller’s own calendars."""
    return page(queries.calendars_of(asker(request)), asked, CalendarShape.of)


@reads(router, "/calendars/{int:calendar_id}", CalendarShape)
def read_calendar(request: HttpRequest, calendar_id: Path[Id]) -> dict[str, Any]:
    """Return one of the caller’s calendars."""
    return CalendarShape.of(queries.calendar_seen_by(asker(request), calendar_id))
