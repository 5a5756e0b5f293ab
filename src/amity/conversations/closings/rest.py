"""REST operations for closing a day, and for what emails may have asked."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version, merged
from amity.conversations.closings import commands, queries
from amity.conversations.closings.queries import Evening
from amity.conversations.router import SETUP, router
from amity.conversations.suspected import commands as suspected
from amity.shared.actor import Actor

if TYPE_CHECKING:
    from amity.conversations.closings.models import DayClosed
    from amity.conversations.suspected.models import SuspectedRecord

Mark = Literal["promise", "request", "preference"]


class EveningMeeting(Answered):
    """A meeting with a client today. Without `is_settled` it asks for a note, once it has ended."""

    id: Id
    account_id: Id
    title: str
    starts_at: datetime
    ends_at: datetime
    is_settled: bool


class SuspectedSentence(Answered):
    """A sentence of an email that may be a promise of ours, or a client's request or preference."""

    id: Id
    version: int
    mark: Mark
    state: Literal["open", "kept", "dropped"]
    text: str
    account_id: Id
    contact_id: Id | None
    due_on: date | None
    sent_at: datetime
    expectation_id: Id | None
    request_id: Id | None
    preference_id: Id | None


class ClosedDay(Answered):
    """A day that the caller closed, and what they recorded on it."""

    day: date
    closed_at: datetime
    notes: int
    promises: int
    requests: int
    preferences: int


class FirstThing(Answered):
    """Something that waits for the caller and comes first on the next working day."""

    kind: str
    id: Id
    title: str
    due_on: date | None
    path: str


class DayToClose(Answered):
    """What the caller goes through before they close today. `closed` is null until they have."""

    day: date
    meetings: list[EveningMeeting]
    suspected: list[SuspectedSentence]
    next_day: date = Field(description="The next working day.")
    first: list[FirstThing]
    closed: ClosedDay | None


class SuspectedDecision(Body):
    """Request body: the version that was read."""

    version: Version


class SuspectedKeeping(SuspectedDecision):
    """Request body: the version that was read, and for a promise what differs from what the email suggests."""

    due_on: date | None = Field(None, description="The due date of a promise. Null for none.")
    person_id: Id | None = Field(None, description="The colleague who promised it.")


@reads(router, "/day", DayToClose)
def read_day(request: HttpRequest) -> dict[str, Any]:
    """Return what is left of the caller's day."""
    by = asker(request)
    return _payload(by, queries.evening(by, timezone.now()))


@writes(router, "POST", "/day/close", ClosedDay, scope=SETUP)
def close_day(request: HttpRequest) -> dict[str, Any]:
    """Close the caller's day. Emails they skipped are asked about once more the next evening."""
    return _closed(commands.close_day(by=asker(request), now=timezone.now()))


@writes(router, "POST", "/suspected/{int:suspected_id}/keep", SuspectedSentence, scope=SETUP)
def keep_suspected(request: HttpRequest, suspected_id: Path[Id], body: SuspectedKeeping) -> dict[str, Any]:
    """Record a sentence of an email as what it seems to be. Only the person asked can."""
    by = asker(request)
    promise = merged(suspected.found_in(suspected.asked_of(by, suspected_id)), body)
    suspected.keep_suspected(
        by=by, suspected_id=suspected_id, version=body.version, now=timezone.now(), promise=promise
    )
    return _sentence(suspected.asked_of(by, suspected_id))


@writes(router, "POST", "/suspected/{int:suspected_id}/reopen", SuspectedSentence, scope=SETUP)
def reopen_suspected(request: HttpRequest, suspected_id: Path[Id]) -> dict[str, Any]:
    """Undo a decision about a sentence. Its record is taken back, unless it was changed."""
    by = asker(request)
    suspected.ask_again(by=by, suspected_id=suspected_id, now=timezone.now())
    return _sentence(suspected.asked_of(by, suspected_id))


@writes(router, "POST", "/suspected/{int:suspected_id}/drop", SuspectedSentence, scope=SETUP)
def drop_suspected(request: HttpRequest, suspected_id: Path[Id], body: SuspectedDecision) -> dict[str, Any]:
    """Drop a sentence of an email. Only the person asked can."""
    by = asker(request)
    suspected.drop_suspected(by=by, suspected_id=suspected_id, version=body.version, now=timezone.now())
    return _sentence(suspected.asked_of(by, suspected_id))


def _payload(by: Actor, seen: Evening) -> dict[str, Any]:
    first = queries.first_tomorrow(by, seen)
    return {
        "day": seen.day,
        "meetings": [EveningMeeting.of(one, is_settled=seen.is_settled(one)) for one in seen.meetings],
        "suspected": [_sentence(row) for row in seen.suspected],
        "next_day": queries.next_working_day(seen.day),
        "first": [
            FirstThing.of(item, kind=kind.key, due_on=item.due, path=item.address) for kind, item in first
        ],
        "closed": _closed(seen.closed) if seen.closed else None,
    }  # fmt: skip


def _sentence(row: "SuspectedRecord") -> dict[str, Any]:
    return SuspectedSentence.of(row, sent_at=row.message.sent_at)


def _closed(row: "DayClosed") -> dict[str, Any]:
    return ClosedDay.of(row)
