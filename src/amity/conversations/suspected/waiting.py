"""Suspected records wait for the person who wrote or got the email: keep or drop, in one tap."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.opened import accounts_opened_by
from amity.accounts.waiting import naming_contact, weight_of
from amity.conversations.passing.waiting import linked
from amity.conversations.rules import PREFERENCE, PROMISE, REQUEST
from amity.conversations.suspected import commands, queries, wording
from amity.conversations.suspected.models import SuspectedRecord
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, naming, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

KEEP, DROP = "keep", "drop"
PLACES: Final = {PROMISE: 22, REQUEST: 23, PREFERENCE: 24}


EFFECTS: Final = {PROMISE: (2, 2), REQUEST: (2, 2), PREFERENCE: (1, 1)}
"""The effects on both sides of a record that nobody keeps."""


def register() -> None:
    """Register suspected promises, requests and preferences."""
    for mark in PLACES:
        kinds.register(_kind(mark))


def keep(by: Actor, suspected_id: int, sent: Sent, now: datetime) -> None:
    """Keep it as the record it seems to be."""
    commands.keep_suspected(by=by, suspected_id=suspected_id, version=sent.version, now=now)


def drop(by: Actor, suspected_id: int, sent: Sent, now: datetime) -> None:
    """Drop it."""
    commands.drop_suspected(by=by, suspected_id=suspected_id, version=sent.version, now=now)


def ask_again(by: Actor, suspected_id: int, now: datetime) -> None:
    """Undo that it was kept or dropped."""
    commands.ask_again(by=by, suspected_id=suspected_id, now=now)


def key_of(mark: str) -> str:
    """Return the key of the kind of things that wait."""
    return f"suspected_{mark}"


def _rows_of(mark: str) -> Callable[[Person, date], QuerySet[SuspectedRecord]]:
    return lambda person, today: queries.open_for(person).filter(mark=mark)


def _items(by: Actor, rows: Sequence[SuspectedRecord], today: date) -> list[Item]:
    sharing_accounts(rows)
    opened = accounts_opened_by(by, [row.account for row in rows])
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=_("“%(text)s”") % {"text": row.text},
            address=address_of(row),
            account=linked(row.account, opened),
            lead=lead(by, row),
            notes=[str(row.message.thread)],
            due=row.due_on,
            since=_since(row, today),
            acts=(KEEP, DROP),
            stakes=grown(*EFFECTS[row.mark], weight=weight_of(row.contact)),
            cause=f"email {row.message_id} read",
        )
        for row in rows
    ]


def address_of(row: SuspectedRecord) -> str:
    """Return the address of the email that a sentence is from, in its thread."""
    return f"{reverse('mailbox:thread', args=[row.message.thread_id])}#email-{row.message_id}"


def lead(by: Actor, row: SuspectedRecord) -> str:
    """Return who wrote the sentence, and to whom."""
    if row.mark != PROMISE:
        return naming_contact(by, _("%(who)s wrote this"), row.contact, row.account) or _("The client wrote this")
    if row.sender is not None and row.sender_id != by.person_id:
        return naming(_("%(who)s wrote this"), row.sender.name)
    return naming_contact(by, _("You wrote to %(who)s"), row.contact, row.account) or _("You wrote this")


def _since(row: SuspectedRecord, today: date) -> str:
    """Return when the email was sent or received."""
    day = formats.day(timezone.localdate(row.message.sent_at), today, in_sentence=True)
    return (_("sent %(day)s") if row.mark == PROMISE else _("received %(day)s")) % {"day": day}


def _kind(mark: str) -> Kind:
    return Kind(
        key=key_of(mark), order=PLACES[mark], todo=RECORD, icon="mail-question", label=wording.HEADINGS[mark],
        rows=_rows_of(mark),
        by_roles=True,
        items=_items,
        acts={
            KEEP: Act(label=wording.KEEP[mark], run=keep, undo=ask_again, done=wording.KEPT[mark]),
            DROP: Act(label=lazy("Drop"), run=drop, undo=ask_again, done=lazy("Dropped.")),
        },
    )  # fmt: skip
