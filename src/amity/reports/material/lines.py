"""Lines of agreements as the findings need them: plan at signing and now, time used, first and last day, finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Min, Sum

from amity.profitability.lines.rules import LineUse
from amity.profitability.terms.queries import Plan, PlannedLine
from amity.reports.queries import Scope, entries_in
from amity.shared.money import Rate
from amity.timesheets.sums.models import WorkMonth


@dataclass(frozen=True, slots=True)
class Used:
    """Time on lines: seconds, first and last day by line."""

    seconds: Mapping[int, int] = field(default_factory=dict)
    days: Mapping[int, tuple[date, date]] = field(default_factory=dict)

    def use(self, one: PlannedLine) -> LineUse:
        """Return the current state of a line."""
        first, last = self.days.get(one.line.pk, (None, None))
        return LineUse(
            one.line.pk,
            one.quoted.planned_seconds if one.quoted else 0,
            one.current.planned_seconds if one.current else 0,
            self.seconds.get(one.line.pk, 0),
            finished=one.line.finished_at is not None,
            first_on=first,
            last_on=last,
        )


def used(scope: Scope, line_ids: Sequence[int]) -> Used:
    """Return the time logged on some lines, in two queries."""
    if not line_ids:
        return Used()
    sums = WorkMonth.objects.filter(line_id__in=line_ids).values_list("line_id").annotate(Sum("seconds")).order_by()
    spans = entries_in(scope).filter(line__in=line_ids).values_list("line_id")
    days = spans.annotate(Min("work_date"), Max("work_date")).order_by()
    return Used(dict(sums), {line: (first, last) for line, first, last in days})


def one_price(plan: Plan) -> Rate | None:
    """Return the hourly rate that all lines share, or None."""
    prices = {line.current.rate if line.current else None for line in plan.lines}
    return prices.pop() if len(prices) == 1 else None
