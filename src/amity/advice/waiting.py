"""Recommendations that wait: accepted ones whose goal has a reading after the expected date."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.advice.models import Recommendation
from amity.advice.recommendations.queries import to_measure
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD


def register() -> None:
    """Register the kind."""
    kinds.register(OUTCOMES)


def _rows(person: Person, today: date) -> "QuerySet[Recommendation]":
    rows = Recommendation.objects.filter(of_handled_accounts(person)).select_related("account", "goal")
    return to_measure(rows).order_by("expected_on", "pk")


def _items(by: Actor, rows: Sequence[Recommendation], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk, version=row.version, title=row.title, address=reverse("advice:recommendation", args=[row.pk]),
            account=named(row.account), lead=naming(_("New reading of the goal: %(who)s"), row.goal.title),
            open=_("Record outcome"), form=reverse("advice:outcome", args=[row.pk]), stakes=grown(1, 1),
            cause=f"recommendation {row.pk}",
        )
        for row in rows
    ]  # fmt: skip


OUTCOMES = Kind(
    key="recommendation_outcomes", order=66, todo=RECORD, icon="checklist", label=lazy("Outcomes of recommendations"),
    rows=_rows,
    items=_items, by_roles=True,
)  # fmt: skip
