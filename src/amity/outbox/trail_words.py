"""Audit log labels for actions on email."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.outbox import policy
from amity.outbox.models import Message


def messages_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return emails by subject, with the URL of the outbox page."""
    found = Message.objects.filter(pk__in=ids).values_list("pk", "subject")
    return {pk: Named(subject, reverse("outbox:messages")) for pk, subject in found}


words.thing("outbox.message", _("mail"), messages_named, policy.may_see_outbox)
words.acts(
    "mail",
    _("mail"),
    {
        "mail.decided": _("%(who)s recorded whether the email “%(what)s” was sent"),
        "mail.tried_again": _("%(who)s sent the email “%(what)s” again"),
    },
)
words.call({"was_sent": Field(_("was sent"))})
