"""Audit log labels for actions on emails."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.mailbox.connections import trail_words as connection_words
from amity.mailbox.models import Message, Thread
from amity.mailbox.to_clear.models import ClearEmails
from amity.mailbox.uploads.models import Upload


def threads_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return threads' subjects, with their pages."""
    found = Thread.objects.filter(pk__in=ids)
    return {thread.pk: Named(str(thread), reverse("mailbox:thread", args=[thread.pk])) for thread in found}


words.thing("mailbox.upload", _("import of emails"), words.InColumn(Upload, "name", "mailbox:upload"), goes_there)
words.thing("mailbox.thread", _("thread of emails"), threads_named, goes_there)
words.acts(
    "mailbox",
    _("emails"),
    {
        "thread.assigned": _("%(who)s changed the project of the emails %(what)s"),
        "upload.begun": _("%(who)s uploaded the emails %(what)s"),
        "upload.ended": _("%(who)s imported the emails %(what)s"),
        "upload.undone": _("%(who)s undid the import of the emails %(what)s"),
        "email.removed": _("%(who)s removed an email of %(what)s"),
    },
)
words.call(
    words.of(Message, "direction")
    | words.of(ClearEmails, "to_clear")
    | words.of(Upload, "taken", "known", "unmatched", "unreadable")
    | {"removed": Field(_("emails removed")), "held": Field(_("emails that stay"))}
)
connection_words.register()
