"""Erase a contact as the recipient of items, whose digests stay as they were and can still be verified."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts import hooks
from amity.accounts.models import Contact
from amity.gate import rules
from amity.gate.models import Recipient
from amity.outbox.commands import forget_recipient
from amity.shared.permission import YES, Answer, no


def nothing_on_its_way(contact: Contact) -> Answer:
    """Refuse while an item to them is decided about or going: it would arrive without its recipient."""
    if contact.outgoing.filter(item__state__in=(*rules.WAITING, *rules.GOING)).exists():
        return no(_("An email to this contact hasn’t gone yet. Pull it back or let it go, then erase them."))
    return YES


def erase_recipient(contact: Contact, now: datetime) -> None:
    """Leave only the block of a contact: without the salt, neither name nor address can be guessed from it.

    Their present name is written instead, and replaced like any other text.
    """
    kept = hooks.kept_when_erased.get(Recipient)
    every = Recipient.objects.filter(contact=contact)
    rows = every.exclude(kept()) if kept else every
    for item_id, address in rows.exclude(address="").values_list("item", "address"):
        forget_recipient(item_id, address)
    rows.update(name=contact.name, address="", salt="")


def register() -> None:
    """Register with the command that erases."""
    hooks.before_erase.append(nothing_on_its_way)
    hooks.erased.append(erase_recipient)
