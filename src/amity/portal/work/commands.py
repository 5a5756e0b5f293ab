"""Comment on a version as the client."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.portal.visitors.visitor import Visitor
from amity.portal.work.models import OwnComment
from amity.portal.work.queries import ShownDeliverable
from amity.projects.versions.client_side import comment_by_client
from amity.shared.command import command
from amity.shared.text.texts import one_line


@command
def comment(*, visitor: Visitor, shown: ShownDeliverable, words: str, place: str, now: datetime) -> OwnComment:
    """Record the visitor's comment on the newest version that was released to them."""
    newest, where = shown.newest, one_line(place, 100, "place")
    source = _("Client pages") + (f", {where}" if where else "")
    contact = visitor.contact_at(newest.item.account_id)
    made = comment_by_client(
        by=visitor.actor_at(contact.account_id), contact=contact, version_id=newest.version.pk, words=words,
        source=source, now=now,
    )  # fmt: skip
    return OwnComment.objects.create(comment=made, place=where)
