"""Audit log labels for actions on decisions."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field
from amity.decisions.models import Consultation, Decision, DecisionFact, DecisionOption

words.thing("decisions.decision", _("decision"), words.InColumn(Decision, "question", "decisions:decision"), goes_there)
words.acts(
    "decisions",
    _("decisions"),
    {
        "decision.opened": _("%(who)s opened the decision %(what)s"),
        "decision.edited": _("%(who)s edited the decision %(what)s"),
        "decision.option_added": _("%(who)s added an option to the decision %(what)s"),
        "decision.option_edited": _("%(who)s changed an option of the decision %(what)s"),
        "decision.option_removed": _("%(who)s removed an option from the decision %(what)s"),
        "decision.fact_added": _("%(who)s added a fact to the decision %(what)s"),
        "decision.fact_edited": _("%(who)s changed a fact of the decision %(what)s"),
        "decision.fact_removed": _("%(who)s removed a fact from the decision %(what)s"),
        "decision.asked": _("%(who)s asked a colleague about the decision %(what)s"),
        "decision.answered": _("%(who)s answered a question on the decision %(what)s"),
        "decision.confirmed": _("%(who)s recorded the client’s confirmation of the decision %(what)s"),
        "decision.decided": _("%(who)s decided %(what)s"),
        "decision.reopened": _("%(who)s reopened the decision %(what)s"),
        "decision.informed": _("%(who)s recorded who was informed about the decision %(what)s"),
        "decision.reviewed": _("%(who)s recorded how the decision %(what)s turned out"),
    },
)
words.call(
    words.of(
        Decision,
        "question",
        "is_unclear",
        "why_worse",
        "informed_who",
        "informed_how",
        "informed_on",
        "review_on",
        "outcome",
        "lesson",
    )
    | words.of(
        DecisionOption,
        "client_money",
        "agency_money",
        "money_note",
        "client_time",
        "agency_time",
        "time_note",
        "client_relationship",
        "agency_relationship",
        "relationship_note",
        "client_cost",
        "agency_cost",
    )
    | words.of(Consultation, "agrees")
    | words.of(DecisionFact, "text")
    | {"answer": Field(_("answer"))}
)
