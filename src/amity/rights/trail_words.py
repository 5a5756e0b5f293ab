"""Labels of actions on third-party rights in the audit log."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.rights.models import Right


def rights_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return rights by their title, with their pages."""
    found = Right.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("rights:right", args=[pk])) for pk, title in found}


words.thing("rights.right", _("right"), rights_named, goes_there, formerly="agreements.right")
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
