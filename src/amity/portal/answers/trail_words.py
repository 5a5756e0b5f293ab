"""Audit log labels for answers of clients."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.portal.answers.models import Answer

words.acts(
    "answer",
    _("answers from clients"),
    {
        "answer.decided": _("%(who)s decided about %(what)s"),
        "answer.asked": _("%(who)s asked a question about %(what)s"),
        "answer.given": _("%(who)s answered the question in %(what)s"),
        "answer.corrected": _("%(who)s corrected %(what)s"),
        "answer.kept": _("%(who)s answered %(what)s without deciding"),
        "answer.suspected": _("An answer to %(what)s by %(who)s isn’t counted: perhaps a scanner"),
        "answer.held": _("%(who)s asked to hold on after approving %(what)s"),
        "answer.resumed": _("%(who)s resumed what the client had held: %(what)s"),
        "answer.read": _("%(who)s read an answer to %(what)s"),
        "answer.replied": _("%(who)s marked a question about %(what)s as answered"),
        "answer.unread": _("%(who)s marked an answer to %(what)s as unread"),
    },
)
words.call(words.of(Answer, "choice", "way", "outcome") | {"name": Field(_("name"))})
