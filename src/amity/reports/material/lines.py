"""Lines of agreements as the findings need them: plan at signing and now, time used, first and last day, finished."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Max, Min, Sum

from amity.profitability.terms.queries import Plan
from amity.reports.material import memos
from amity.reports.queries import Scope, entries_in
from amity.timesheets.sums.models import WorkMonth


def uses_of(scope: Scope, plans: Mapping[int, Plan]) -> dict[int, memos.Uses]:
    """Return the state of the lines of each agreement, in two queries.

    First and last days are read from entries for the lines whose findings depend on them. Others have none.
    """
    seconds = _seconds(scope, plans)
    found = {
        key: memos.uses(plan, tuple([seconds.get(line.line.pk, 0) for line in plan.lines]))
        for key, plan in plans.items()
    }
    days = _days(scope, [pk for _uses, needed in found.values() for pk in needed])
    return {key: memos.dated(uses, days) if needed else uses for key, (uses, needed) in found.items()}


def _seconds(scope: Scope, plans: Mapping[int, Plan]) -> dict[int, int]:
    rows = WorkMonth.objects.filter(line_id__gt=0)
    if not scope.everything:
        rows = rows.filter(line_id__in=[line.line.pk for plan in plans.values() for line in plan.lines])
    return dict(rows.values_list("line_id").annotate(Sum("seconds")).order_by())


def _days(scope: Scope, line_ids: Collection[int]) -> dict[int, tuple[date, date]]:
    """Return the first and last day with time on some lines."""
    if not line_ids:
        return {}
    spans = entries_in(scope).filter(line__in=line_ids).values_list("line_id")
    days = spans.annotate(Min("work_date"), Max("work_date")).order_by()
    return {line: (first, last) for line, first, last in days if line}
