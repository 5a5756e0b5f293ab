"""Find promises in emails that a colleague sent: by the plain rules of candidates, in recent emails only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from amity.accounts import policy as accounts
from amity.conversations.candidates.recognition import candidates_in
from amity.conversations.notes.dates import due_in
from amity.conversations.notes.marks import AGENCY
from amity.conversations.rules import PROMISE
from amity.conversations.suspected.models import SuspectedPromise
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.reading import hooks
from amity.mailbox.rules import FROM, ORDINARY, OUT, TO
from amity.people.models import Person

RECENT: Final = timedelta(days=7)
"""Older emails aren't asked about, such as those of a mailbox that was just connected."""
MOST: Final = 3
"""Sentences of one email that are asked about."""


def register() -> None:
    """Look at emails that mailboxes have."""
    hooks.read.append(find)


def find(message_ids: Sequence[int], now: datetime) -> None:
    """Suspect promises in emails that were sent. Emails that were looked at before gain nothing."""
    rows = Message.objects.filter(
        pk__in=message_ids, direction=OUT, kind=ORDINARY, sent_at__gte=now - RECENT, suspected_promises=None
    )
    for message in rows.select_related("account__manager", "account__director").prefetch_related("addresses__person"):
        found = _found(message, now)
        if found:
            SuspectedPromise.objects.bulk_create(found, ignore_conflicts=True)


def _found(message: Message, now: datetime) -> list[SuspectedPromise]:
    named = list(message.addresses.all())
    sender = next((one.person for one in named if one.place == FROM and one.person), None)
    asked = _asked(sender, message)
    if sender is None or asked is None:
        return []
    on, contact_id = timezone.localdate(message.sent_at), _contact_id(named)
    promises = [one for one in candidates_in(message.reply, AGENCY, on) if one.mark == PROMISE]
    return [
        SuspectedPromise(
            message=message, account=message.account, position=position, text=one.text, due_on=due_in(one.text, on).day,
            sender=sender, asked=asked, contact_id=contact_id, found_at=now,
        )
        for position, one in enumerate(promises[:MOST], 1)
    ]  # fmt: skip


def _asked(sender: Person | None, message: Message) -> Person | None:
    """Return who decides: the sender, or the account manager where the sender can't record promises."""
    if sender is None or accounts.may_keep(sender, message.account):
        return sender
    return message.account.owner


def _contact_id(named: Sequence[MessageAddress]) -> int | None:
    return next((one.contact_id for one in named if one.place == TO and one.contact_id), None)
