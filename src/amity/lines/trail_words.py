"""Audit log labels for actions on quoted lines."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.lines.models import Line, Terms


def lines_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return lines' numbers and titles."""
    return {one.pk: Named(str(one)) for one in Line.objects.filter(pk__in=ids)}


words.thing("lines.line", _("line"), lines_named)
words.acts(
    "lines",
    _("quoted lines"),
    {
        "line.opened": _("%(who)s added the line %(what)s"),
        "line.edited": _("%(who)s renamed the line %(what)s"),
        "line.terms_set": _("%(who)s set the terms of the line %(what)s"),
    },
)
words.call(
    words.of(
        Terms, "line_id", "source", "source_label", "unit", "quantity", "planned_cost", "revision_rounds", "acceptance"
    )
    | words.of(Line, "phase")
    | {
        "hours": Field(_("hours by discipline")),
    }
)
