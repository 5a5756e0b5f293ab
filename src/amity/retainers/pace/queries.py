"""Use by day, and the working days of a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.retainers.models import Delivery
from amity.retainers.pace.rules import Pace, Past, once_known, pace, same_share
from amity.retainers.periods.ledger_to_date import LedgerToDate
from amity.retainers.periods.rules import Period
from amity.retainers.spans.rules import Span
from amity.retainers.terms.rules import PeriodTerms
from amity.timesheets.models import Entry

COUNTED = {"all": Q(), "billable": Q(billable=True), "approved": Q(state="approved")}


@dataclass(frozen=True, slots=True)
class Days:
    """The working days of a period, how many have passed, and what was used on each day with any use.

    `country` is the country whose working days they are. `before` are the closed periods that its pace is compared
    with, and `used_before` what was used on each of their days.
    """

    country: str
    days: tuple[date, ...]
    gone: int
    used: Mapping[date, int]
    entries: int
    before: Sequence[Period] = ()
    used_before: Mapping[date, int] = field(default_factory=dict)


def _uses(ledger: LedgerToDate, terms: PeriodTerms, first: date, last: date) -> list[tuple[date, int]]:
    """Return the day and amount of each entry or delivery, in the unit of the retainer, oldest first."""
    if terms.kind == "access":
        return []
    if terms.kind == "units":
        return list(
            Delivery.objects.filter(agreement=ledger.agreement, delivered_on__range=(first, last))
            .order_by("delivered_on", "id")
            .values_list("delivered_on", "units")
        )
    rows = Entry.objects.filter(
        COUNTED[terms.counted if terms.kind == "hours" else "all"],
        project_id__in=ledger.projects,
        work_date__range=(first, last),
    )
    if terms.kind == "value":
        rows = rows.filter(value_currency=ledger.agreement.currency)
    what = "value" if terms.kind == "value" else "seconds"
    return [(day, amount or 0) for day, amount in rows.order_by("work_date").values_list("work_date", what)]


def days_of(ledger: LedgerToDate, period: Period, as_of: date) -> Days:
    """Return the days of a period up to a date, with those of earlier periods while it runs, in one query."""
    last, first = min(period.span.ends_on, as_of), period.span.starts_on
    country = agency().country
    listed = _working(country, period.span)
    gone = sum(1 for day in listed if day <= last)
    before = [one for one in ledger.periods if one.span.last < period.span.first][-6:] if gone < len(listed) else []
    uses = _uses(ledger, period.terms, before[0].span.first if before else first, last)
    own = [(day, amount) for day, amount in uses if day >= first]
    earlier = [(day, amount) for day, amount in uses if day < first]
    return Days(country, listed, gone, _added(own), len(own), before, _added(earlier))


def pace_of(period: Period, days: Days) -> Pace:
    """Return the expected end of the period at its pace, with a range from the closed periods before it.

    Nothing is expected while it is too early to say.
    """
    past = [_past(one.span, days.used_before, days) for one in days.before]
    return once_known(pace(period.row.used, days.gone, len(days.days), past))


def _past(span: Span, by_day: Mapping[date, int], now: Days) -> Past:
    listed = _working(now.country, span)
    reached = same_share(now.gone, len(now.days), len(listed))
    by_then = listed[reached - 1] if reached else span.starts_on
    inside = {day: used for day, used in by_day.items() if span.holds(day)}
    return Past(sum(used for day, used in inside.items() if day <= by_then), sum(inside.values()))


def _working(country: str, span: Span) -> tuple[date, ...]:
    return tuple(working_days(country, span.starts_on, span.ends_on))


def _added(rows: Iterable[tuple[date, int]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, amount in rows:
        found[day] = found.get(day, 0) + amount
    return found
