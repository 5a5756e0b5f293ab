"""Audit log labels for actions on opportunities."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Named
from amity.growth.models import Opportunity


def opportunities_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return opportunities by title, with their pages."""
    found = Opportunity.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("growth:opportunity", args=[pk])) for pk, title in found}


words.thing("growth.opportunity", _("opportunity"), opportunities_named, goes_there)
words.acts(
    "growth",
    _("growth"),
    {
        "opportunity.recorded": _("%(who)s recorded the opportunity %(what)s"),
        "opportunity.edited": _("%(who)s edited the opportunity %(what)s"),
        "opportunity.moved": _("%(who)s moved the opportunity %(what)s to another stage"),
        "opportunity.step_planned": _("%(who)s planned the next step of the opportunity %(what)s"),
        "opportunity.won": _("%(who)s won the opportunity %(what)s"),
        "opportunity.lost": _("%(who)s closed the opportunity %(what)s as lost"),
        "opportunity.released": _("%(who)s recorded a newer opportunity from the same record as %(what)s"),
        "opportunity.reopened": _("%(who)s reopened the opportunity %(what)s"),
        "opportunity.imported": _("%(who)s imported opportunities: %(what)s"),
        "opportunity.corrected": _("%(who)s corrected the opportunity %(what)s by an import"),
    },
)
words.call(
    words.of(
        Opportunity,
        "company",
        "source_note",
        "stage",
        "probability",
        "starts_on",
        "next_step",
        "next_on",
        "because",
        "competitor",
    )
)
