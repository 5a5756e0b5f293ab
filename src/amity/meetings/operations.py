"""REST operations for meetings."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import BeforeValidator, Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.meetings import queries
from amity.meetings.router import router

if TYPE_CHECKING:
    from amity.meetings.models import Meeting, MeetingPerson

State = Literal["confirmed", "tentative", "cancelled"]
Answer = Literal["accepted", "declined", "tentative", "none"]


def _written(moment: Any) -> Any:
    """Refuse a number, which would be read as seconds since 1970."""
    if isinstance(moment, str) and "T" not in moment.upper():
        raise ValueError("Enter a date and time, for example 2026-11-26T09:00:00Z.")
    return moment


Moment = Annotated[datetime, BeforeValidator(_written)]


class AttendeeShape(Answered):
    """Someone in a meeting: a colleague, a contact, or an address of the client that isn't a contact yet."""

    person_id: Id | None
    contact_id: Id | None
    name: str
    mail: str
    answer: Answer
    is_organizer: bool


class MeetingShape(Answered):
    """A meeting with a client. An all-day one starts and ends at midnight UTC, the end being the day after the last."""

    id: Id
    version: int
    account_id: Id
    title: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    place: str
    join_link: str
    state: State
    people: list[AttendeeShape]


class MeetingsAsked(Asked):
    """Filters for the list of meetings."""

    account_id: Id | None = None
    contact_id: Id | None = None
    starts_from: Moment | None = Field(default=None, description="Only meetings that start then or later.")
    starts_before: Moment | None = Field(default=None, description="Only meetings that start earlier.")
    state: State | None = None


@reads(router, "/meetings", Page[MeetingShape])
def list_meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, Any]:
    """List the meetings with clients that the caller can see."""
    rows = queries.meetings_seen_by(asker(request)).select_related(None).prefetch_related(queries.with_people())
    rows = narrowed(
        rows, asked, "account_id", "state", contact_id="people__contact", starts_from="starts_at__gte",
        starts_before="starts_at__lt",
    )  # fmt: skip
    return page(rows, asked, _shown)


@reads(router, "/meetings/{int:meeting_id}", MeetingShape)
def read_meeting(request: HttpRequest, meeting_id: Path[Id]) -> dict[str, Any]:
    """Return one meeting."""
    return _shown(queries.meeting_seen_by(asker(request), meeting_id))


def _shown(meeting: "Meeting") -> dict[str, Any]:
    return MeetingShape.of(meeting, people=[_person(one) for one in meeting.people.all()])


def _person(one: "MeetingPerson") -> dict[str, Any]:
    return AttendeeShape.of(one)
