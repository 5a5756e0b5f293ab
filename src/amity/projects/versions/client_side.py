"""What a contact does about a version on the client's pages.

Whether the contact may see the version is decided by the part that shows it to them.
"""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.audit import trail
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.projects.versions.models import DeliverableVersion, VersionComment
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing

MOST_WORDS: Final = 2_000


@command
def comment_by_client(
    *, by: Actor, contact: Contact, version_id: int, words: str, source: str, now: datetime
) -> VersionComment:
    """Record a contact's own comment on a version, and notify the project manager and the account manager."""
    rows = DeliverableVersion.objects.filter(deliverable__project__account=contact.account_id)
    rows = rows.select_related("deliverable__project__account__manager", "deliverable__line")
    version = seen_or_missing(rows, version_id, _("Page not found."))
    text = words.strip()
    if not text:
        raise Invalid(_("Enter the comment."), "words")
    if len(text) > MOST_WORDS:
        raise Invalid(_("Enter up to %(most)s characters.") % {"most": MOST_WORDS}, "words")
    comment = VersionComment.objects.create(
        version=version, words=text, contact=contact, stated_on=timezone.localdate(now), stated_in=source[:120],
        added_by=by.label, added_at=now,
    )  # fmt: skip
    changes = {
        "version": version.number, "project_id": version.deliverable.project_id, "words": text,
        "contact_id": contact.pk, "stated_in": comment.stated_in,
    }  # fmt: skip
    trail.record("deliverable.comment_added", subject=version.deliverable.line, by=by, at=now, changes=changes)
    _notify(version, contact, now)
    return comment


def _notify(version: DeliverableVersion, contact: Contact, now: datetime) -> None:
    of = version.deliverable
    names = {"who": contact.name, "number": version.number, "what": of.line.title}
    address = reverse("projects:deliverable", args=[of.project_id, of.line_id])
    managers = (of.project.manager, of.project.account.manager if of.project.account else None)
    people = {one.pk: one for one in managers if one is not None}
    for person in people.values():
        notify(
            person=person, kind=notices.ANSWER, path=address, now=now,
            text=lambda: _("%(who)s commented on version %(number)s of %(what)s") % names, account=contact.account.name,
        )  # fmt: skip
