"""Values of sharing: contacts with the advice for each, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from amity.insights.shares import queries, wording
from amity.insights.shares.forms import ShareForm
from amity.insights.shares.models import Received
from amity.insights.shares.queries import Reader
from amity.insights.shares.rules import NEVER, SEND
from amity.insights.stories.models import Match


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


def received_rows(match: Match) -> list[ReceivedRow]:
    """Return who got a story, and what came back."""
    return [
        ReceivedRow(
            one, str(wording.OUTCOMES[one.outcome]) if one.outcome else "",
            reverse("mailbox:thread", args=[one.reply.thread_id]) if one.reply else "",
        )
        for one in queries.received_of(match)
    ]  # fmt: skip
