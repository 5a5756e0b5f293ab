"""Values of sharing: contacts with the advice for each, and what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from amity.insights.shares import queries, wording
from amity.insights.shares.forms import ShareForm
from amity.insights.shares.models import Received
from amity.insights.shares.queries import Reader
from amity.insights.shares.rules import NEVER, SEND
from amity.insights.stories.models import Match
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A contact in the form, with the advice in words."""

    reader: Reader
    way: str
    state: str
    why: str
    is_chosen: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A contact who got the story, and what came back."""

    received: Received
    outcome: str
    reply: str


def likely(readers: Sequence[Reader]) -> list[int]:
    """Return the contact to begin with: the first who can get it now."""
    return [one.contact.pk for one in readers if one.advice.way == SEND][:1]


def rows_of(readers: Sequence[Reader], form: ShareForm) -> list[ReaderRow]:
    """Return the contacts of the form. Who has the story already or unsubscribed can't be chosen."""
    chosen = {str(pk) for pk in form["contact_ids"].value() or ()}
    return [
        ReaderRow(
            one, str(wording.WAYS[one.advice.way]), wording.STATES[one.advice.way], wording.why(one),
            str(one.contact.pk) in chosen, one.advice.why in NEVER,
        )
        for one in readers
    ]  # fmt: skip


def received_rows(by: Actor, match: Match) -> list[ReceivedRow]:
    """Return who got a story, and what came back, with the email or the page that has their answer."""
    rows = list(queries.received_of(match))
    items = queries.emails_of(by, {one.share_id for one in rows}) if any(one.outcome for one in rows) else {}
    return [
        ReceivedRow(one, str(wording.OUTCOMES[one.outcome]) if one.outcome else "", _answer_of(one, items))
        for one in rows
    ]


def _answer_of(received: Received, items: Mapping[int, int]) -> str:
    """Return the address of a contact's email, or of ours, which has what they answered on their pages."""
    if received.reply is not None:
        return reverse("mailbox:thread", args=[received.reply.thread_id])
    item_id = items.get(received.share_id) if received.outcome else None
    return reverse("gate:item", args=[item_id]) if item_id else ""
