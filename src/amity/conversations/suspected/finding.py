"""Find promises, requests and preferences in recent emails of mailboxes, by the plain rules of candidates."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from amity.accounts import policy as accounts
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.suspected.recognition import side_of, suspects_in
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.reading import hooks
from amity.mailbox.rules import FROM, ORDINARY, OUT, TO
from amity.people.models import Person

RECENT: Final = timedelta(days=7)
"""Older emails aren't asked about, such as those of a mailbox that was just connected."""


def register() -> None:
    """Look at emails that mailboxes have."""
    hooks.read.append(find)


def find(message_ids: Sequence[int], now: datetime) -> None:
    """Suspect records in emails. Emails that were looked at before gain nothing."""
    rows = Message.objects.filter(pk__in=message_ids, kind=ORDINARY, sent_at__gte=now - RECENT, suspected=None)
    for message in rows.select_related("account__manager", "account__director").prefetch_related("addresses__person"):
        found = _found(message, now)
        if found:
            SuspectedRecord.objects.bulk_create(found, ignore_conflicts=True)


def _found(message: Message, now: datetime) -> list[SuspectedRecord]:
    named, is_out = list(message.addresses.all()), message.direction == OUT
    sender = next((one.person for one in named if one.place == FROM and one.person), None) if is_out else None
    asked = _asked(message, [sender] if is_out else _readers(named))
    if asked is None or (is_out and sender is None):
        return []
    on: date = timezone.localdate(message.sent_at)
    contact_id = _contact_id(named, TO if is_out else FROM)
    return [
        SuspectedRecord(
            message=message, account=message.account, position=position, mark=one.mark, text=one.text,
            due_on=one.due_on, sender=sender, asked=asked, contact_id=contact_id, found_at=now,
        )
        for position, one in enumerate(suspects_in(message.reply, side_of(is_out), on), 1)
    ]  # fmt: skip


def _asked(message: Message, likely: Sequence[Person | None]) -> Person | None:
    """Return who decides: the colleague who wrote or got it, or the account manager where they can't record it."""
    for person in likely:
        if person is not None and accounts.may_keep(person, message.account):
            return person
    return message.account.owner


def _readers(named: Sequence[MessageAddress]) -> list[Person | None]:
    """Return the colleagues to whom a client wrote."""
    return [one.person for one in named if one.place == TO and one.person and one.person.is_active]


def _contact_id(named: Sequence[MessageAddress], place: str) -> int | None:
    return next((one.contact_id for one in named if one.place == place and one.contact_id), None)
