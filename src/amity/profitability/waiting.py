"""What waits for finance: the month to close next, and time that has no cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability.closing.checklist import month_to_close
from amity.profitability.finished_items.waiting import FINISHED
from amity.profitability.forecast.waiting import FORECASTS
from amity.profitability.policy import may_end_months
from amity.shared.actor import Actor
from amity.shared.dates.periods import last_day, month_of, previous_month, written
from amity.timesheets.queries import closed_months
from amity.timesheets.sums.models import ProjectMonth
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month that is over and not closed, with its seconds that have no cost."""

    month: int
    unpriced: int


def register() -> None:
    """Register the month end, time without a cost, budgets at risk, and work that may be finished."""
    kinds.register(MONTH_END)
    kinds.register(UNCOSTED)
    kinds.register(FORECASTS)
    kinds.register(FINISHED)


def _to_close(person: Person, today: date) -> list[OpenMonth]:
    """The month to close next, for finance, once it is over."""
    if not person.has_role(roles.FINANCE) or not may_end_months(actor_for(person, "page")):
        return []
    month = month_to_close(today)
    if last_day(month) >= today:
        return []
    sums = ProjectMonth.objects.filter(month=month).aggregate(worked=Sum("seconds"), uncosted=Sum("uncosted_seconds"))
    return [OpenMonth(month, sums["uncosted"])] if sums["worked"] else []


def _items(by: Actor, rows: Sequence[OpenMonth], today: date) -> list[Item]:
    return [
        Item(
            id=row.month,
            title=_("Close %(month)s") % {"month": formats.month(row.month)},
            address=reverse("money:month_end_of", args=[written(row.month)]),
            notes=[_("%(hours)s have no cost") % {"hours": formats.hours(row.unpriced)}] if row.unpriced else [],
            open=_("Open month end"),
            stakes=grown(1, 3),
            cause=f"month {row.month}",
        )
        for row in rows
    ]


def _uncosted(person: Person, today: date) -> list[OpenMonth]:
    """Return this and the last month, as far as they aren't closed and have time without a cost. The month to close
    names its own.
    """
    if not person.has_role(roles.FINANCE) or not may_end_months(actor_for(person, "page")):
        return []
    this = month_of(today)
    months = {this, previous_month(this)} - closed_months() - {row.month for row in _to_close(person, today)}
    rows = ProjectMonth.objects.filter(month__in=months, uncosted_seconds__gt=0).order_by("month")
    return [OpenMonth(*row) for row in rows.values_list("month").annotate(Sum("uncosted_seconds"))]


def _uncosted_items(by: Actor, rows: Sequence[OpenMonth], today: date) -> list[Item]:
    return [
        Item(
            id=row.month,
            title=_("%(hours)s have no cost in %(month)s")
            % {"hours": formats.hours(row.unpriced), "month": formats.month(row.month)},
            address=reverse("money:month_end_of", args=[written(row.month)]),
            notes=[_("Without a cost, their margin is unknown")],
            open=_("Set the cost"),
            stakes=grown(1, 2),
            cause=f"month {row.month}",
        )
        for row in rows
    ]


UNCOSTED = Kind(
    key="uncosted", order=87, icon="coins", label=lazy("Time without a cost"), rows=_uncosted, items=_uncosted_items
)
MONTH_END = Kind(key="month", order=88, icon="coins", label=lazy("Month end"), rows=_to_close, items=_items)
