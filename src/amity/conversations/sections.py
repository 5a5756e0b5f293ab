"""Sections about conversations on the account's tab Plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import BooleanField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.conversations.emails.queries import decisions_on as email_decisions_on
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
    """Return the newest decisions on an account, of notes and of emails, in one query."""
    return [
        Decision(
            at, text, who or "", source or _("(no subject)"),
            reverse("conversations:note" if is_noted else "mailbox:thread", args=[place]),
        )
        for at, _pk, text, who, source, place, is_noted in rows_on_account(by, account.pk, _noted_and_written)
    ]  # fmt: skip


def summary(loaded: list[Decision]) -> str:
    """Return the latest decision."""
    return _("Latest: %(text)s") % {"text": loaded[0].text}


def _noted_and_written(by: Actor) -> QuerySet[Any, Any]:
    noted, written = decisions_on(by, ACCOUNT).order_by(), email_decisions_on(by, ACCOUNT).order_by()
    of_note, of_email = (Value(known, output_field=BooleanField()) for known in (True, False))
    rows = noted.values_list("note__held_at", "pk", "text", "stated_by__name", "note__title", "note_id", of_note).union(
        written.values_list(
            "message__sent_at", "pk", "text", "stated_by__name", "message__thread__subject", "message__thread_id",
            of_email,
        ),
        all=True,
    )  # fmt: skip
    return rows.order_by("-note__held_at", "-pk")[:MOST_DECISIONS]
