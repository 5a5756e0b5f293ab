"""Absences of contacts from their automatic replies (RFC 3834), which pause clocks as recorded ones do."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.queries import agency_day
from amity.audit import trail
from amity.audit.models import Record
from amity.contact_reports.client_days.models import Absence
from amity.contact_reports.client_days.reply_days import absence_in
from amity.mailbox.messages import hooks
from amity.mailbox.messages.queries import in_portions
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import AUTOMATIC, FROM, IN
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref
from amity.ui import formats

RECENT: Final = timedelta(days=30)
"""Older replies aren't read, such as those of a mailbox that was just connected."""
MOST_READ: Final = 2_000
"""Characters of a reply that are read."""


def register() -> None:
    """Read the automatic replies that mailboxes and uploaded files have, and forget those that are undone."""
    hooks.taken.append(take)
    hooks.undone.append(forget)


def take(message_ids: Sequence[int], now: datetime) -> None:
    """Record the absences that automatic replies state. Called again for the same ones, it records none twice."""
    rows = Message.objects.filter(
        pk__in=list(message_ids), kind=AUTOMATIC, direction=IN, headers_only=False, sent_at__gte=now - RECENT
    )  # fmt: skip
    for message in rows.order_by("sent_at", "pk"):
        take_reply(message=message, now=now)


def forget(message_ids: Collection[int], by: Actor, now: datetime) -> None:
    """Delete the absences that only these replies state. Another reply of the contact that states one keeps it."""
    gone = set(message_ids)
    for portion in in_portions(sorted(gone)):
        for row in Absence.objects.filter(message__in=portion).select_related("contact"):
            changes = {"first_on": row.first_on, "last_on": row.last_on, "source": row.source}
            row.delete()
            trail.record("contact.absence_undone", subject=row.contact, by=by, at=now, changes=changes)
            sent = MessageAddress.objects.filter(contact=row.contact, place=FROM).exclude(message__in=gone)
            take(list(sent.values_list("message_id", flat=True)), now)


@command
def take_reply(*, message: Message, now: datetime) -> Absence | None:
    """Record the absence of an automatic reply's sender. None for one that is known, or that someone removed since."""
    sender = MessageAddress.objects.filter(message=message, place=FROM, contact__is_active=True)
    contact = Contact.objects.filter(account=message.account_id, emails__in=sender).order_by("pk").first()
    if contact is None:
        return None
    received_on = agency_day(message.sent_at)
    first, last = absence_in([message.subject, (message.reply or message.text)[:MOST_READ]], received_on)
    known = Absence.objects.filter(contact=contact, first_on__lte=first, last_on__gte=last)
    if known.exists() or _was_removed(contact, message):
        return None
    source = _("automatic reply of %(day)s") % {"day": formats.dated(received_on)}
    row = Absence.objects.create(
        contact=contact, first_on=first, last_on=last, source=source, message=message, added_by=contact.name,
        added_at=now,
    )  # fmt: skip
    by = Actor(kind="contact", id=contact.pk, label=contact.name, through="mail")
    changes = {"first_on": first, "last_on": last, "source": source}
    trail.record("contact.absence_read", subject=contact, by=by, at=now, changes=changes)
    return row


def _was_removed(contact: Contact, message: Message) -> bool:
    """Return whether someone removed an absence of the contact since the reply came in."""
    ref = Ref.to(contact)
    removed = Record.objects.filter(action="contact.absence_removed", subject_kind=ref.kind, subject_id=contact.pk)
    return removed.filter(at__gte=message.taken_at).exists()
