"""The list of opportunities, declared."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.growth import board, policy, queries, rules, wording
from amity.growth.models import Opportunity, OpportunityQuerySet
from amity.people.queries import person_of
from amity.services.places import GROWTH
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab


class OpportunityFilters(django_filters.FilterSet):
    """Filters by words, account, stage and source."""

    find = django_filters.CharFilter(label=_("Search opportunities"), method="with_words")
    account = AccountFilter(label=label_of(Opportunity, "account"))
    stage = django_filters.ChoiceFilter(
        label=label_of(Opportunity, "stage"), empty_label=_("All stages"), choices=list(wording.STAGES.items())
    )
    source = django_filters.ChoiceFilter(
        label=label_of(Opportunity, "source"), empty_label=_("All sources"), choices=list(wording.SOURCES.items())
    )

    class Meta:
        model = Opportunity
        fields = ("find", "account", "stage", "source")

    def with_words(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        """Return opportunities with a text in their title, their company or their account's name."""
        found = Q(title__icontains=value) | Q(company__icontains=value) | Q(account__name__icontains=value)
        return rows.filter(found)


def _tab(stage: str) -> Tab:
    return Tab(key=stage, label=wording.STAGES[stage], passes=lambda today: Q(stage=stage))


def _late(today: date) -> Q:
    return Q(stage__in=rules.OPEN, next_on__lt=today)


def _without_step(_today: date) -> Q:
    return Q(stage__in=rules.OPEN) & (Q(next_step="") | Q(next_on=None))


class OpportunityList(ScopedList):
    """The opportunities the person can see: their own and their accounts’, open, the next step first."""

    key = "opportunities"
    place = GROWTH
    title = _("Opportunities")
    template = "growth/opportunities.html"
    order = Order("next_on")
    filters = OpportunityFilters
    whose = wording.WHOSE
    over = Q(stage__in=(rules.WON, rules.LOST))
    states = ("stage",)
    open_label = _("All open")
    tabs = (
        Tab(key="late", label=_("Late"), passes=_late),
        Tab(key="no_step", label=_("No next step"), passes=_without_step),
        *(_tab(stage) for stage in rules.OPEN),
    )
    empty = (
        _("No opportunities yet"),
        _("Add what a client or a prospect may buy next, with the next step and its date."),
    )
    columns = (
        Column(key="title", label=label_of(Opportunity, "title"), link=wording.address_of, note=wording.who),
        Column(key="stage", label=label_of(Opportunity, "stage"), value=lambda row: str(wording.STAGES[row.stage])),
        Column(
            key="value", label=label_of(Opportunity, "value"), kind="money", sort="value", right=MoneyRight.FEE,
            value=queries.money_of,
        ),
        Column(
            key="probability", label=label_of(Opportunity, "probability"), kind="percent",
            style="whole", sort="likely", value=lambda row: row.likely * 100,
        ),
        Column(key="next_step", label=label_of(Opportunity, "next_step"), wide=True),
        Column(
            key="next_on", label=label_of(Opportunity, "next_on"), kind="day", sort="next_on",
            shape=lambda row: "unwell" if row.is_late else "",
        ),
        Column(
            key="owner", label=label_of(Opportunity, "owner"), wide=True,
            value=lambda row: row.owner.name if row.owner else "",
        ),
        Column(key="starts_on", label=label_of(Opportunity, "starts_on"), kind="day", sort="starts_on", aside=True),
        Column(
            key="source", label=label_of(Opportunity, "source"), aside=True,
            value=lambda row: str(wording.SOURCES[row.source]),
        ),
        Column(key="account", label=label_of(Opportunity, "account"), aside=True, value=lambda row: row.who),
        Column(
            key="goal", label=label_of(Opportunity, "goal"), aside=True,
            value=lambda row: row.goal.title if row.goal else "",
        ),
        Column(
            key="reason", label=label_of(Opportunity, "reason"), aside=True,
            value=lambda row: str(wording.REASONS[row.reason]) if row.reason else "",
        ),
        Column(key="added_on", label=label_of(Opportunity, "added_on"), kind="day", sort="added_on", aside=True),
        Column(key="closed_on", label=label_of(Opportunity, "closed_on"), kind="day", sort="closed_on", aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> OpportunityQuerySet:
        """Return the opportunities the actor can see."""
        policy.may_see(person_of(actor)).or_refuse()
        return queries.with_probability(queries.opportunities_seen_by(actor))

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each opportunity whether its next step is late."""
        for row in rows:
            row.is_late = rules.is_open(row.stage) and row.next_on is not None and row.next_on < self.today

    def extra(self) -> dict[str, Any]:
        """Return whether the reader can add an opportunity."""
        return {"may_record": bool(policy.may_record(person_of(self._actor), None))}

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the person's own opportunities."""
        return board.mine(actor)
