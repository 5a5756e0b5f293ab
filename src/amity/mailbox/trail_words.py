"""Audit log labels for actions on emails."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Named
from amity.mailbox.models import Message, Thread


def threads_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return threads' subjects, with their pages."""
    found = Thread.objects.filter(pk__in=ids)
    return {thread.pk: Named(str(thread), reverse("mailbox:thread", args=[thread.pk])) for thread in found}


words.thing("mailbox.thread", _("thread of emails"), threads_named, goes_there)
words.acts(
    "mailbox",
    _("emails"),
    {
        "email.removed": _("%(who)s removed an email of %(what)s"),
    },
)
words.call(words.of(Message, "direction"))
