"""Audit log labels for actions on goals and strategy cards."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.strategy.models import Goal, GoalReading, GoalRevision, StrategyCard


def cards_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return strategy cards by account and number, with their pages."""
    found = StrategyCard.objects.filter(pk__in=ids).values_list("pk", "account__name", "number")
    return {
        pk: Named(
            _now("strategy %(number)s of %(account)s") % {"number": number, "account": account},
            reverse("strategy:card", args=[pk]),
        )
        for pk, account, number in found
    }


words.thing("strategy.goal", _("goal"), words.InColumn(Goal, "title", "strategy:goal"), goes_there)
words.thing("strategy.strategycard", _("strategy"), cards_named, goes_there)
words.acts(
    "strategy",
    _("goals and strategy"),
    {
        "goal.set": _("%(who)s set the goal %(what)s"),
        "goal.revised": _("%(who)s revised the goal %(what)s"),
        "goal.read": _("%(who)s added a reading to the goal %(what)s"),
        "goal.reading_removed": _("%(who)s removed a reading from the goal %(what)s"),
        "goal.readings_imported": _("%(who)s imported readings of the goal %(what)s"),
        "goal.linked": _("%(who)s linked work to the goal %(what)s"),
        "goal.unlinked": _("%(who)s removed work from the goal %(what)s"),
        "goal.planned": _("%(who)s updated the plan for the goal %(what)s"),
        "goal.ended": _("%(who)s closed the goal %(what)s"),
        "strategy.drafted": _("%(who)s drafted %(what)s"),
        "strategy.edited": _("%(who)s changed the draft of %(what)s"),
        "strategy.moved": _("%(who)s updated the state of %(what)s"),
    },
)
words.call(
    words.of(Goal, "unit", "baseline", "target", "target_on", "rhythm", "plan", "plan_check_on")
    | words.of(GoalRevision, "why")
    | words.of(GoalReading, "value", "source", "goal")
    | words.of(StrategyCard, "audience", "message", "must", "must_not", "measures")
    | {
        "measure": Field(_("measure")),
        "cause": Field(_("cause")),
        "linked": Field(_("linked")),
        "linked_to": Field(_("linked record")),
        "record": Field(_("record")),
        "readings": Field(_("readings")),
        "read_on": Field(_("reading date")),
    }
)
