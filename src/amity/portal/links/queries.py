"""Find the link of a token while it works."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from amity.gate.models import Item, Recipient
from amity.portal.links.models import AnswerLink
from amity.portal.links.rules import hashed
from amity.portal.released.rules import RELEASED
from amity.shared.errors import NotSeen


def link_of(token: str, now: datetime, *, lock: bool = False) -> AnswerLink:
    """Return the link of a token, used or not. Raise `NotSeen` if it is wrong or expired, doesn't fit its item, or is
    that of a contact who has left.

    `lock` locks first the item and then the link, so that of two answers to one item the second waits.
    """
    rows = AnswerLink.objects.filter(
        token_hash=hashed(token), expires_at__gt=now, item__state__in=RELEASED, item__digest=F("digest"),
        contact__is_active=True,
    )  # fmt: skip
    if lock:
        ids = list(rows.values_list("item_id", flat=True))
        list(Item.objects.select_for_update().filter(pk__in=ids).values_list("pk", flat=True))
        rows = rows.select_for_update(of=("self",))
    named = rows.select_related("item__account__manager", "item__account__director", "item__author", "contact")
    link = named.first()
    if link is None:
        raise gone()
    return link


def gone() -> NotSeen:
    """Return the refusal of a link, the same for every reason."""
    return NotSeen(_("This link doesn’t work."))


def delivered_at(link: AnswerLink) -> datetime | None:
    """Return when the email with a link was accepted by the email server, or None."""
    sent = Recipient.objects.filter(item=link.item_id, contact=link.contact_id)
    return sent.values_list("message__sent_at", flat=True).first()
