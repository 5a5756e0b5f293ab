"""Lines of agreements as the findings need them: plan at signing and now, time used, first and last day, finished."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Max, Min, Sum

from amity.profitability.lines.rules import LineUse
from amity.profitability.terms.queries import Plan, PlannedLine
from amity.reports.agreement_findings.rules import with_days_needed
from amity.reports.queries import Scope, entries_in
from amity.shared.money import Rate
from amity.timesheets.sums.models import WorkMonth


def uses_of(scope: Scope, plans: Mapping[int, Plan]) -> dict[int, list[LineUse]]:
    """Return the state of the lines of each agreement, in two queries.

    First and last days are read from entries for the lines whose findings depend on them. Others have none.
    """
    seconds = _seconds(scope, plans)
    found = {key: [_use(line, seconds) for line in plan.lines] for key, plan in plans.items()}
    days = _days(scope, [pk for uses in found.values() for pk in with_days_needed(uses)])
    return {key: [_with_days(use, days) for use in uses] for key, uses in found.items()} if days else found


def _seconds(scope: Scope, plans: Mapping[int, Plan]) -> dict[int, int]:
    rows = WorkMonth.objects.filter(line_id__gt=0)
    if not scope.everything:
        rows = rows.filter(line_id__in=[line.line.pk for plan in plans.values() for line in plan.lines])
    return dict(rows.values_list("line_id").annotate(Sum("seconds")).order_by())


def _use(planned: PlannedLine, seconds: Mapping[int, int]) -> LineUse:
    return LineUse(
        planned.line.pk,
        planned.quoted.planned_seconds if planned.quoted else 0,
        planned.current.planned_seconds if planned.current else 0,
        seconds.get(planned.line.pk, 0),
        finished=planned.line.finished_at is not None,
    )


def _days(scope: Scope, line_ids: Iterable[int]) -> dict[int, tuple[date, date]]:
    """Return the first and last day with time on some lines."""
    wanted = list(line_ids)
    if not wanted:
        return {}
    spans = entries_in(scope).filter(line__in=wanted).values_list("line_id")
    days = spans.annotate(Min("work_date"), Max("work_date")).order_by()
    return {line: (first, last) for line, first, last in days if line}


def _with_days(use: LineUse, days: Mapping[int, tuple[date, date]]) -> LineUse:
    if use.line_id not in days:
        return use
    first, last = days[use.line_id]
    return replace(use, first_on=first, last_on=last)


def one_price(plan: Plan) -> Rate | None:
    """Return the hourly rate that all lines share, or None."""
    prices = {line.current.rate if line.current else None for line in plan.lines}
    return prices.pop() if len(prices) == 1 else None
