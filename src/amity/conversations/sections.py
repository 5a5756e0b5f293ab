"""Sections about conversations on the account's tab Plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.conversations.emails.models import EmailPoint
from amity.conversations.emails.queries import decisions_on as email_decisions_on
from amity.conversations.models import NotePoint
from amity.conversations.notes.page import address_of
from amity.conversations.notes.queries import decisions_on
from amity.shared.actor import Actor

MOST_DECISIONS: Final = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: when it was taken or written, its words, who said so, and the talk or thread with its page."""

    at: datetime
    text: str
    who: str
    source: str
    address: str


def decisions(by: Actor, account: Account) -> list[Decision]:
    """Return the newest decisions on an account, of notes and of emails."""
    noted = [
        Decision(one.note.held_at, one.text, _name(one), one.note.title, address_of(one.note))
        for one in rows_on_account(by, account.pk, _noted)
    ]
    written = [
        Decision(
            one.message.sent_at,
            one.text,
            _name(one),
            str(one.message.thread),
            reverse("mailbox:thread", args=[one.message.thread_id]),
        )
        for one in rows_on_account(by, account.pk, _written)
    ]
    return sorted([*noted, *written], key=lambda one: one.at, reverse=True)[:MOST_DECISIONS]


def _noted(by: Actor) -> QuerySet[NotePoint]:
    return decisions_on(by, ACCOUNT)[:MOST_DECISIONS]


def _written(by: Actor) -> QuerySet[EmailPoint]:
    return email_decisions_on(by, ACCOUNT)[:MOST_DECISIONS]


def _name(point: NotePoint | EmailPoint) -> str:
    return point.stated_by.name if point.stated_by else ""
