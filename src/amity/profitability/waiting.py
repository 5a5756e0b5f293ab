"""What waits for finance: the month to close next, and time that has no cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.words import Named
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability.closing.checklist import month_to_close
from amity.profitability.finished_items.waiting import FINISHED
from amity.profitability.forecast.waiting import FORECASTS
from amity.profitability.policy import may_end_months
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.dates.periods import last_day, month_of, previous_month, written
from amity.timesheets.queries import closed_months, time_by_month
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month that isn't closed, with its seconds that have no cost. `is_next`: it is the one to close next."""

    month: int
    unpriced: int
    is_next: bool


def register() -> None:
    """Register the month end, time without a cost, budgets at risk, and work that may be finished."""
    kinds.register(MONTH_END)
    kinds.register(UNCOSTED)
    kinds.register(FORECASTS)
    kinds.register(FINISHED)


def _to_close(person: Person, today: date) -> list[OpenMonth]:
    """The month to close next, for finance, once it is over."""
    return [one for one in _open_months(person, today) if one.is_next and last_day(one.month) < today]


def _uncosted(person: Person, today: date) -> list[OpenMonth]:
    """Other months with time without a cost: of this and the last one, as far as they are open."""
    named = {one.month for one in _to_close(person, today)}
    return [one for one in _open_months(person, today) if one.unpriced and one.month not in named]


def _open_months(person: Person, today: date) -> list[OpenMonth]:
    """Return the month to close next, and this and the last one if they are open, with time. A page reads them once."""
    if not person.has_role(roles.FINANCE) or not may_end_months(actor_for(person, "page")):
        return []
    return once_a_page(("open months", today), lambda: _with_time(today))


def _with_time(today: date) -> list[OpenMonth]:
    following, this = month_to_close(today), month_of(today)
    months = {following, *({this, previous_month(this)} - closed_months())}
    worked = time_by_month()
    found = [(month, worked[month]) for month in sorted(months & worked.keys())]
    return [OpenMonth(month, time.uncosted_seconds, month == following) for month, time in found if time.seconds]


def _items(by: Actor, rows: Sequence[OpenMonth], today: date) -> list[Item]:
    return [
        Item(
            id=row.month,
            title=_("Close %(month)s") % {"month": formats.month(row.month)},
            address=reverse("money:month_end_of", args=[written(row.month)]),
            figures=[_without_cost(row)] if row.unpriced else [],
            open=_("Open month end"),
            stakes=grown(1, 3),
            cause=f"month {row.month}",
        )
        for row in rows
    ]


def _without_cost(row: OpenMonth) -> Named:
    """Return how much time of a month has no cost, with the list of its entries."""
    sentence = _("%(hours)s have no cost") % {"hours": formats.hours(row.unpriced)}
    return Named(sentence, f"{reverse('timesheets:entries')}?month={row.month}&unpriced=cost")


def _uncosted_items(by: Actor, rows: Sequence[OpenMonth], today: date) -> list[Item]:
    return [
        Item(
            id=row.month,
            title=_("%(hours)s have no cost in %(month)s")
            % {"hours": formats.hours(row.unpriced), "month": formats.month(row.month)},
            address=reverse("money:month_end_of", args=[written(row.month)]),
            notes=[_("Without a cost, their margin is unknown")],
            open=_("Set cost"),
            stakes=grown(1, 2),
            cause=f"month {row.month}",
        )
        for row in rows
    ]


UNCOSTED = Kind(
    key="uncosted",
    order=87,
    todo=RECORD,
    icon="coins",
    label=lazy("Time without a cost"),
    rows=_uncosted,
    items=_uncosted_items,
)
MONTH_END = Kind(
    key="month", order=88, todo=RECORD, icon="coins", label=lazy("Month end"), rows=_to_close, items=_items
)
