"""Audit log labels for actions on expectations."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.expectations.models import Conflict, Expectation

words.thing(
    "expectations.expectation",
    _("expectation"),
    words.InColumn(Expectation, "statement", "expectations:expectation"),
    goes_there,
)


def _conflicts(ids: Collection[int]) -> Mapping[int, Named]:
    """Return what is expected in conflicts, each with its place on the page of the expectation."""
    rows = Conflict.objects.filter(pk__in=ids).values_list("pk", "believed", "expectation")
    page = "expectations:expectation"
    return {pk: Named(name, f"{reverse(page, args=[expectation])}#conflict-{pk}") for pk, name, expectation in rows}


words.thing("expectations.conflict", _("conflict"), _conflicts, goes_there)
words.acts(
    "expectations",
    _("expectations"),
    {
        "expectation.recorded": _("%(who)s recorded the expectation %(what)s"),
        "expectation.edited": _("%(who)s corrected the expectation %(what)s"),
        "expectation.withdrawn": _("%(who)s withdrew the expectation %(what)s"),
        "expectation.moved": _("%(who)s updated the expectation %(what)s"),
        "expectation.conflict_found": _(
            "%(who)s recorded that the expectation %(what)s conflicts with what was agreed"
        ),
        "expectation.conflict_answered": _("%(who)s chose an answer to the conflict about %(what)s"),
        "expectation.conflict_closed": _("%(who)s closed the conflict about %(what)s"),
    },
)
words.call(
    words.of(Expectation, "promised_by_id", "promised_until")
    | words.of(Conflict, "agreed", "answer", "speaker_id", "raised_by_client")
    | {
        "statement": Field(_("statement")),
        "line_id": Field(_("line"), "lines.line"),
        "why": Field(_("why")),
        "speak_by": Field(_("by date")),
    }
)
