"""A request that a contact writes on the client's pages."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.scope import rules
from amity.scope.models import Request
from amity.scope.requests.commands import add
from amity.scope.requests.fields import RequestFields
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text.texts import one_line


@command
def request_by_client(*, by: Actor, contact: Contact, words: str, source: str, now: datetime) -> Request:
    """Record a contact's own request as an open one, and notify the account manager."""
    text = one_line(words, rules.MOST_WORDS, "words")
    if not text:
        raise Invalid(_("Enter the request."), "words")
    fields = RequestFields(text, contact.pk, source=source[:120], asked_on=timezone.localdate(now))
    request = add(by=by, account=contact.account, fields=fields, now=now, through=rules.PORTAL)
    names, page = {"who": contact.name, "words": text}, reverse("scope:request", args=[request.pk])
    notify(
        person=contact.account.manager, kind=notices.ANSWER, path=page,
        now=now, text=lambda: _("%(who)s asks: %(words)s") % names, account=contact.account.name,
        waits=("client_request", request.pk),
    )  # fmt: skip
    return request
