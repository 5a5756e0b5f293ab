"""Labels of actions on third-party rights in the audit log."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field
from amity.rights.models import Right

words.thing(
    "rights.right", _("right"), words.InColumn(Right, "title", "rights:right"), goes_there, formerly="agreements.right"
)
words.acts(
    "rights",
    _("third-party rights"),
    {
        "right.registered": _("%(who)s added the right %(what)s"),
        "right.changed": _("%(who)s changed the right %(what)s"),
        "right.let_go": _("%(who)s released the right %(what)s"),
        "agreement.register_switched": _("%(who)s switched third-party rights on or off at %(what)s"),
    },
)
words.call(
    words.of(Right, "holder", "territory", "media", "until", "wanted")
    | {
        "lines": Field(_("lines")),
    }
)
