"""REST operations for shares of stories."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.rules import PEOPLE_MOST
from amity.gate.subjects.rest import Outgoing, drafted
from amity.insights.router import SETUP, router
from amity.insights.shares import calls, commands, queries
from amity.insights.shares.commands import ShareFields
from amity.insights.shares.rules import STORY_SHARE

Ids = Annotated[list[Id], Field(max_length=PEOPLE_MOST)]
Outcome = Literal["replied", "useful", "not_useful"]


class ReceivedShape(Answered):
    """A contact who got the story, and what came back, "" for nothing yet. `read_at`: on the client pages."""

    id: Id
    contact_id: Id
    sent_at: datetime
    read_at: datetime | None
    outcome: Literal["", "replied", "useful", "not_useful"]


class ShareShape(Answered):
    """A story shared with a client, with what it means for them. `received` is who got it."""

    id: Id
    story_id: Id
    account_id: Id
    so_what: str
    contact_ids: list[Id]
    created_at: datetime
    received: list[ReceivedShape]


class NewShare(Body, value=ShareFields, without=("contact_ids",)):
    """Request body: what the story means for the client, and who gets it."""

    contact_ids: Ids


class CallBody(Body):
    """Request body: the meeting to raise the story in, and what it means for the client."""

    meeting_id: Id
    so_what: Annotated[str, Field(max_length=2000)] = ""


class RaisedStory(Answered):
    """What was raised for the client: its text, the contact, and the date of the call."""

    id: Id
    contact_id: Id | None
    due_on: date | None
    text: str


class OutcomeBody(Body):
    """Request body: what came back."""

    outcome: Outcome


@reads(router, "/insight-shares", Page[ShareShape])
def list_insight_shares(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the shares with the accounts the caller can see."""
    rows = queries.shares_seen_by(asker(request)).prefetch_related("received").order_by("pk")
    return page(rows, asked, share_payload)


@writes(router, "POST", "/insight-stories/{int:match_id}/shares", ShareShape, scope=SETUP, status=201)
def share_insight_story(request: HttpRequest, match_id: Path[Id], body: NewShare) -> dict[str, Any]:
    """Share a story with contacts, each once. `draft_insight_share` then writes the email."""
    fields = replace(body.as_value(ShareFields), contact_ids=tuple(body.contact_ids))
    return share_payload(
        commands.share_story(by=asker(request), match_id=match_id, fields=fields, now=timezone.now())
    )  # fmt: skip


@writes(router, "POST", "/insight-stories/{int:match_id}/raise", RaisedStory, scope=SETUP, status=201)
def raise_insight_story(request: HttpRequest, match_id: Path[Id], body: CallBody) -> dict[str, Any]:
    """Add a story to the page before a call with the client, and keep it."""
    made = calls.raise_story(
        by=asker(request), match_id=match_id, meeting_id=body.meeting_id, so_what=body.so_what, now=timezone.now()
    )
    return {"id": made.pk, "contact_id": made.contact_id, "due_on": made.due_on, "text": made.text}


@writes(router, "POST", "/insight-shares/{int:share_id}/outgoing", Outgoing, scope=SETUP, status=201)
def draft_insight_share(request: HttpRequest, share_id: Path[Id]) -> dict[str, Any]:
    """Draft the email of a share. Submit it with `submit_outgoing`."""
    return drafted(request, STORY_SHARE, share_id)


@writes(router, "PATCH", "/insight-received/{int:received_id}", ReceivedShape, scope=SETUP)
def record_insight_outcome(request: HttpRequest, received_id: Path[Id], body: OutcomeBody) -> dict[str, Any]:
    """Record what came back from a contact."""
    found = commands.record_outcome(
        by=asker(request), received_id=received_id, outcome=body.outcome, now=timezone.now()
    )
    return received_payload(found)


def share_payload(share: Any) -> dict[str, Any]:
    """Return a share with who got it."""
    return {
        "id": share.pk, "story_id": share.match_id, "account_id": share.match.account_id, "so_what": share.so_what,
        "contact_ids": share.contact_ids, "created_at": share.created_at,
        "received": [received_payload(one) for one in share.received.all()],
    }  # fmt: skip


def received_payload(one: Any) -> dict[str, Any]:
    """Return a contact who got a story, and what came back."""
    return {
        "id": one.pk, "contact_id": one.contact_id, "sent_at": one.sent_at, "read_at": one.read_at,
        "outcome": one.outcome,
    }  # fmt: skip
