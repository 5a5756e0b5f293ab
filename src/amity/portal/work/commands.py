"""Comment on a version as the client."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from amity.portal.visitors.visitor import Visitor
from amity.portal.work.models import OwnComment
from amity.portal.work.queries import ShownDeliverable
from amity.portal.work.rules import MOST_PLACE, Pin
from amity.portal.work.wording import described
from amity.projects.versions.client_side import comment_by_client
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text import phrases
from amity.shared.text.texts import one_line


@command
def comment(*, visitor: Visitor, shown: ShownDeliverable, words: str, pin: Pin, now: datetime) -> OwnComment:
    """Record the visitor's comment on the newest version that was released to them."""
    newest, place = shown.newest, _checked(pin)
    where = described(place)
    source = phrases.CLIENT_PAGES + (f", {where}" if where else "")
    contact = visitor.contact_at(newest.item.account_id)
    made = comment_by_client(
        by=visitor.actor_at(contact.account_id), contact=contact, version_id=newest.version.pk, words=words,
        source=source, now=now,
    )  # fmt: skip
    return OwnComment.objects.create(comment=made, place=place.words, page=place.page, x=place.x, y=place.y)


def _checked(pin: Pin) -> Pin:
    """Return a pin on the page. Raise `Invalid` for half a point, and for one beside the page."""
    if pin.half:
        raise Invalid(_("Enter both distances, or neither."), pin.half)
    if pin.beside:
        sentence = _("Enter the number of a page.") if pin.beside == "page" else _("Enter 0 to 100.")
        raise Invalid(sentence, pin.beside)
    return replace(pin, words=one_line(pin.words, MOST_PLACE, "place"))
