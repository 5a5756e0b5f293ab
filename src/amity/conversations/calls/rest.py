"""REST operations for the page before a call."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id
from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.call import Call, call_with
from amity.conversations.calls.meetings import call_of_meeting
from amity.conversations.router import router
from amity.shared.actor import Actor

Kind = Literal["before", "conflict", "request", "promise", "expectation", "input", "untold"]
Side = Literal["agency", "client"]


class CallContact(Answered):
    """A contact on the call. `standing` and `evidence` are empty without full access to the account."""

    id: Id
    name: str
    role: str
    standing: str
    evidence: str
    last_talk_on: date | None
    quiet_days: int | None
    is_quiet: bool = Field(description="Whether that is longer than their days between conversations.")


class CallMatter(Answered):
    """Something to settle on the call, and what is wanted from the client."""

    id: Id = Field(description="The id of the conflict, request, expectation, input or what is passed on.")
    kind: Kind
    what: str
    who: str
    want: str
    due: date | None
    days_late: int


class CallPromise(Answered):
    """An open promise of either side."""

    what: str
    owner: str
    side: Side
    due: date | None
    state: str


class Caution(Answered):
    """Something not to say."""

    what: str
    quote: str
    who: str
    why: str


class AwaitedInput(Answered):
    """Something the agency is waiting for."""

    what: str
    who: str
    due: date | None
    days_late: int


class CallPage(Answered):
    """What to know before a call, in the caller's language."""

    account_id: Id
    meeting_id: Id | None
    finding: str
    contacts: list[CallContact]
    person_ids: list[Id]
    matters: list[CallMatter]
    promises: list[CallPromise]
    cautions: list[Caution]
    last_talk: str
    last_talk_on: date | None
    awaited: list[AwaitedInput]


@reads(router, "/contacts/{int:contact_id}/before-the-call", CallPage)
def read_before_call(request: HttpRequest, contact_id: Path[Id]) -> dict[str, Any]:
    """Return what to know before a call with a contact."""
    by = asker(request)
    return page_of(by, call_with(by, contact_id, timezone.now()))


@reads(router, "/meetings/{int:meeting_id}/before-the-call", CallPage)
def read_before_meeting(request: HttpRequest, meeting_id: Path[Id]) -> dict[str, Any]:
    """Return what to know before a meeting, about everyone in it."""
    by = asker(request)
    return page_of(by, call_of_meeting(by, meeting_id, timezone.now()))


def page_of(by: Actor, call: Call) -> dict[str, Any]:
    """Return the page before a call as JSON-ready values."""
    page = sheet(by, call)
    return {
        "account_id": call.account.pk,
        "meeting_id": call.meeting.pk if call.meeting else None,
        "finding": str(page.finding),
        "contacts": [CallContact.of(one) for one in page.guests],
        "person_ids": [one.person.pk for one in call.colleagues],
        "matters": [CallMatter.of(one) for one in page.matters],
        "promises": [CallPromise.of(one) for one in page.promises],
        "cautions": [Caution.of(one, why=str(one.why)) for one in page.cautions],
        "last_talk": page.talk.title if page.talk else "",
        "last_talk_on": page.talk.on if page.talk else None,
        "awaited": [AwaitedInput.of(one) for one in page.awaited],
    }
