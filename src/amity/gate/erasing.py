"""Erase a contact as the recipient of items, whose digests stay as they were and can still be verified."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from amity.accounts import hooks
from amity.accounts.models import Contact
from amity.audit import trail
from amity.gate import queries, rules
from amity.gate.items.freezing import content_of, shown
from amity.gate.models import Frozen, Item, Recipient
from amity.outbox.commands import forget_recipient
from amity.shared.actor import Actor
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


def keep_digests(changed: Mapping[type[Model], Collection[int]], by: Actor, now: datetime) -> None:
    """Record what the content of emails that named a contact is now, so that it can still be verified.

    Their digests stay: clearing, links and answers refer to them. One whose text was changed otherwise stays broken.
    """
    for pk in sorted(changed.get(Item, ())):
        item = queries.item_by_id(pk)
        frozen = Frozen.objects.filter(item=pk, digest=item.digest).first() if item and item.digest else None
        if item is None or frozen is None or frozen.content != shown(item):
            continue
        item.erased_digest = content_of(item).digest
        Item.objects.filter(pk=pk).update(erased_digest=item.erased_digest)
        changes = {"digest": item.digest, "erased_digest": item.erased_digest}
        trail.record("outgoing.name_erased", subject=item, by=by, at=now, changes=changes)


def register() -> None:
    """Register with the command that erases."""
    hooks.before_erase.append(nothing_on_its_way)
    hooks.erased.append(erase_recipient)
    hooks.texts_erased.append(keep_digests)
