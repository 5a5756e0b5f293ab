"""Open opportunities whose next step is due, or that have none."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_covered_manager
from amity.accounts.waiting import named
from amity.growth import policy, queries, rules, wording
from amity.growth.models import Opportunity
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import range_ahead
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, days_late, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import DELIVER

SOON: Final = 1
"""Days before its date from which a next step waits."""


def register() -> None:
    """Register the kind."""
    kinds.register(STEPS)


def _due(person: Person, today: date) -> "QuerySet[Opportunity]":
    """Return the person's open opportunities without a next step, or whose next step is due by tomorrow."""
    owned = (Q(owner=person), of_covered_manager(person, "owner"))
    last = range_ahead(today, SOON)[1]
    due = Q(next_step="") | Q(next_on=None) | Q(next_on__lte=last)
    rows = any_of(Opportunity.objects.filter(due, stage__in=rules.OPEN), *owned)
    return rows.select_related("account").order_by("next_on", "pk")


def _items(by: Actor, rows: Sequence[Opportunity], today: date) -> list[Item]:
    fee = policy.sees_fee(person_of(by))
    return [_item(row, today, fee=fee) for row in rows]


def _item(row: Opportunity, today: date, *, fee: bool) -> Item:
    late = days_late(row.next_on, today)
    has_step = bool(row.next_step and row.next_on)
    lead = row.next_step if has_step else _("No next step with a date")
    money = queries.money_of(row) if fee else None
    return Item(
        id=row.pk,
        version=row.version,
        title=row.title,
        address=wording.address_of(row),
        account=named(row.account),
        headline=headline_of(row.title, lead),
        lead=lead,
        repeats_lead=True,
        notes=[str(wording.STAGES[row.stage]), *([row.company] if row.company else [])],
        due=row.next_on if has_step else None,
        days_late=late if has_step else 0,
        since=_("added %(day)s") % {"day": formats.day(row.added_on, today)},
        open=_("Plan next step"),
        form=reverse("growth:plan_step", args=[row.pk]),
        stakes=grown(1, 3, days_late=late if has_step else 0, money=money if money and money.minor else None),
        cause=f"opportunity {row.pk}",
    )


STEPS: Final = Kind(
    key="opportunity_steps", order=64, todo=DELIVER, icon="flag", label=lazy("Next steps of opportunities"), rows=_due,
    by_roles=True, late=lambda today: Q(next_on__lt=today), items=_items,
)  # fmt: skip
