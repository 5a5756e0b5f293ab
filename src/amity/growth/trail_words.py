"""Audit log labels for actions on opportunities."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.growth.models import Opportunity

words.thing(
    "growth.opportunity", _("opportunity"), words.InColumn(Opportunity, "title", "growth:opportunity"), goes_there
)
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
