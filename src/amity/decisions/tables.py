"""The list of decisions, declared."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_handled_accounts
from amity.audit.actor_rights import actor_of
from amity.decisions import rules, wording
from amity.decisions.balance import balance_of
from amity.decisions.models import Consultation, Decision
from amity.decisions.queries import decisions_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

WEEK: Final = timedelta(days=7)
STATES = tuple((state, wording.STAGES[state]) for state in rules.STATES)


class DecisionFilters(django_filters.FilterSet):
    """By words, state and how it turned out."""

    find = django_filters.CharFilter(label=_("Search decisions"), method="filter_find")
    state = django_filters.ChoiceFilter(
        label=label_of(Decision, "state"), choices=STATES, empty_label=_("All statuses")
    )
    outcome = django_filters.ChoiceFilter(
        label=label_of(Decision, "outcome"), choices=tuple(wording.OUTCOMES.items()), empty_label=_("All outcomes")
    )  # fmt: skip

    class Meta:
        model = Decision
        fields = ("find", "state", "outcome")

    def filter_find(self, rows: "QuerySet[Decision]", name: str, value: str) -> "QuerySet[Decision]":
        """Return the decisions that have every word in the question, the option chosen, its reason or the account."""
        for word in value.split():
            rows = rows.filter(
                Q(question__icontains=word) | Q(chosen__title__icontains=word) | Q(why__icontains=word)
                | Q(account__name__icontains=word)
            )  # fmt: skip
        return rows


class DecisionList(ScopedList):
    """The decisions that the person can see: theirs and those they are asked about, open, late ones first."""

    key = "decisions"
    title = _("Decisions")
    place = "accounts"
    template = "decisions/decisions.html"
    order = Order("due_on")
    filters = DecisionFilters
    whose = (_("Of my accounts, and those I was asked about"), _("All decisions"))
    over = ~Q(state=rules.OPEN)
    over_label = _("Decided")
    states = ("state", "outcome")
    tabs = (
        Tab(key="late", label=_("Late"), passes=lambda today: Q(due_on__lt=today)),
        Tab(key="week", label=_("Due in 7 days"), passes=lambda today: Q(due_on__range=(today, today + WEEK))),
        Tab(key="undated", label=_("No due date"), passes=lambda today: Q(due_on=None)),
    )
    columns = (
        Column(
            key="question", label=label_of(Decision, "question"),
            link=lambda row: reverse("decisions:decision", args=[row.pk]), note=lambda row: row.account.name,
        ),
        Column(
            key="account", label=label_of(Decision, "account"), sort="account__name",
            value=lambda row: row.account.name, aside=True,
        ),
        Column(
            key="state", label=label_of(Decision, "state"), kind="state",
            value=lambda row: str(wording.STAGES[row.state]),
        ),
        Column(
            key="due_on", label=label_of(Decision, "due_on"), kind="day", sort="due_on",
            shape=lambda row: "unwell" if row.is_late else "",
        ),
        Column(
            key="chosen", label=label_of(Decision, "chosen"),
            value=lambda row: row.chosen.title if row.chosen else "", of_closed=True,
        ),
        Column(
            key="decided_by", label=label_of(Decision, "decided_by"),
            value=lambda row: row.decided_by.name if row.decided_by else "", of_closed=True,
        ),
        Column(key="decided_at", label=_("Decided"), kind="day", sort="decided_at", of_closed=True),
        Column(key="review_on", label=label_of(Decision, "review_on"), kind="day", sort="review_on"),
        Column(
            key="outcome", label=label_of(Decision, "outcome"),
            value=lambda row: str(wording.OUTCOMES.get(row.outcome, "")), of_closed=True,
        ),
        Column(key="why", label=label_of(Decision, "why"), aside=True),
        Column(key="opened_at", label=_("Opened"), kind="day", sort="opened_at", aside=True),
    )  # fmt: skip
    empty = (
        _("No decisions yet"),
        _("A hard question gets options, advice and a reason. Begin one on an account, under Plan."),
    )

    def mine(self, actor: Actor) -> Q:
        """Return the condition of decisions on accounts the person answers for, and those they are asked about."""
        person = person_of(actor)
        asked = Consultation.objects.filter(person=person).values("decision")
        return of_handled_accounts(person) | Q(pk__in=asked)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Set whether each decision is late."""
        for row in rows:
            row.is_late = row.state == rules.OPEN and row.due_on is not None and row.due_on < self.today

    def extra(self) -> dict[str, Any]:
        """Return what the reader's last commitments do to both sides, where the agency shows it."""
        return {"balance": balance_of(actor_of(self.request))}

    def rows(self, actor: Actor) -> "QuerySet[Any]":
        """Return the decisions that the actor can see."""
        return decisions_seen_by(actor)
