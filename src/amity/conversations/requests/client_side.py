"""A request that a contact writes on the client's pages."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.audit import trail
from amity.conversations.models import Request
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text.texts import one_line

MOST_WORDS: Final = 500


@command
def request_by_client(*, by: Actor, contact: Contact, words: str, source: str, now: datetime) -> Request:
    """Record a contact's own request as an open one, and notify the account manager."""
    text = one_line(words, MOST_WORDS, "words")
    if not text:
        raise Invalid(_("Enter the request."), "words")
    request = Request.objects.create(
        account_id=contact.account_id, contact=contact, words=text, source=source[:120],
        asked_on=timezone.localdate(now), added_at=now,
    )  # fmt: skip
    changes = {"words": text, "contact_id": contact.pk, "source": request.source}
    trail.record("request.recorded", subject=request, by=by, at=now, changes=changes)
    names, page = {"who": contact.name, "words": text}, reverse("accounts:account", args=[contact.account_id])
    notify(
        person=contact.account.manager, kind=notices.ANSWER, path=page,
        now=now, text=lambda: _("%(who)s asks: %(words)s") % names,
    )  # fmt: skip
    return request
