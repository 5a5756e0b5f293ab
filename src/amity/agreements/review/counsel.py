"""Outside counsel: a link to one version for one person, whose decision counts as the review by legal."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements import mails, policy
from amity.agreements.review.commands import settle
from amity.agreements.review.guest_links import open_link
from amity.agreements.review.models import GuestLink, Review
from amity.agreements.review.queries import review_seen_by
from amity.audit import trail
from amity.outbox.queries import mail_server_configured
from amity.people.queries import is_staff_address, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line

LASTS: Final = timedelta(days=7)


@command
def ask_counsel(*, by: Actor, review_id: int, name: str, mail: str, now: datetime) -> str:
    """Email an outside lawyer a link to one version. It works for a week, until it is used or the review ends.

    Without an email server the link is returned, to be shown once to the person who asked. Otherwise "" is returned.
    """
    review = review_seen_by(by, review_id, lock=True)
    policy.may_ask_counsel(person_of(by), review).or_refuse()
    name, mail = one_line(name, 200, "name"), mail.strip().lower()
    if not name:
        raise Invalid(_("Enter a name."), "name")
    try:
        validate_email(mail)
    except ValidationError:
        raise Invalid(_("Enter a valid email address."), "mail") from None
    if is_staff_address(mail):
        raise Invalid(
            _("This address belongs to a colleague. Give them the legal role, and they can review it in Amity."), "mail"
        )
    for older in review.guest_links.filter(mail=mail, used_at=None, revoked_at=None):
        older.revoked_at = now
        older.save()
    token = secrets.token_urlsafe(32)
    link = GuestLink.objects.create(
        review=review, name=name, mail=mail, token_hash=hashed(token), made_by=by.label, made_at=now,
        expires_at=now + LASTS,
    )  # fmt: skip
    address = settings.ENVIRONMENT.url + reverse("agreements:counsel", args=[token])
    mails.write_to_counsel(link, address, by.label, now)
    changes = {"name": name, "mail": mail, "number": review.version.number}
    trail.record("agreement.counsel_asked", subject=review.version.agreement, by=by, at=now, changes=changes)
    return "" if mail_server_configured() else address


@command
def revoke_link(*, by: Actor, link_id: int, now: datetime) -> int:
    """Revoke a link and return the id of its review."""
    link = seen_or_missing(GuestLink.objects.select_related("review"), link_id, _("Link not found."))
    review = review_seen_by(by, link.review_id, lock=True)
    policy.may_ask_counsel(person_of(by), review).or_refuse()
    link.revoked_at = link.revoked_at or now
    link.save()
    agreement = review.version.agreement
    trail.record("agreement.link_revoked", subject=agreement, by=by, at=now, changes={"name": link.name})
    return review.pk


@command
def answer_as_counsel(
    *, token: str, verdict: str, words: str, now: datetime, comments: Mapping[str, str] | None = None
) -> Review:
    """Record the decision of legal through a link, which uses up the link. Any other token raises `NotSeen`."""
    link = open_link(hashed(token), now, lock=True)
    review = link.review
    guest = Actor(
        kind="contact", id=link.pk, label=_("%(name)s, outside counsel") % {"name": link.name}, through="mail"
    )
    settled = settle(review, by=guest, verdict=verdict, words=words, comments=comments or {}, now=now)
    link.used_at = now
    link.save()
    return settled


def hashed(token: str) -> str:
    """Return the stored form of a link's token: SHA-256 as hex."""
    return hashlib.sha256(token.encode()).hexdigest()
