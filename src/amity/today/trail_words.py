"""Audit log labels for answers to cards, and for the settings of Today."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.today.models import Aside, OwnToday

words.thing("today.aside", _("card"), words.InColumn(Aside, "title"))
words.acts(
    "today",
    _("Today"),
    {
        "today.not_now": _("%(who)s set the card %(what)s aside"),
        "today.let_pass": _("%(who)s let the card %(what)s pass"),
        "today.not_so": _("%(who)s raised the threshold of the card %(what)s"),
        "today.effects": _("%(who)s corrected the effects of the card %(what)s"),
        "today.brought_back": _("%(who)s returned the card %(what)s to Today"),
        "today.kind_moved": _("%(who)s moved a kind of cards to Friday’s digest"),
        "today.kind_back": _("%(who)s showed a kind of cards on Today again"),
        "today.morning_chosen": _("%(who)s changed when they get the morning email"),
    },
)
words.call(
    words.of(Aside, "way", "until", "limit", "client", "agency")
    | words.of(OwnToday, "by_email", "hour", "chat")
    | {"kind": Field(_("kind")), "title": Field(_("title")), "reason": Field(_("reason"))}
)
