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
from amity.profitability.forecast.waiting import FORECASTS
from amity.profitability.policy import may_end_months
from amity.shared.actor import Actor
from amity.shared.dates.periods import last_day, written
from amity.timesheets.sums.models import ProjectMonth
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month that is over and not closed, with its seconds that have no cost."""

    month: int
    unpriced: int


def register() -> None:
    """Register the month end, and budgets at risk."""
    kinds.register(MONTH_END)
    kinds.register(FORECASTS)


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
        )
        for row in rows
    ]


MONTH_END = Kind(key="month", order=88, icon="coins", label=lazy("Month end"), rows=_to_close, items=_items)
