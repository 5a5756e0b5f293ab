"""Lines of agreements as the findings need them: plan at signing and now, time used, first and last day, finished."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.db.models import Max, Min, Q, QuerySet, Sum

from amity.profitability.terms.queries import Plan
from amity.reports.material import memos
from amity.reports.queries import Scope, entries_in
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.shared.rows.prepared import Prepared, many
from amity.timesheets.sums.models import WorkMonth


class Undated(NamedTuple):
    """The lines of each agreement without days and with those whose days matter, and all of the latter."""

    uses: Mapping[int, tuple[memos.Uses, tuple[int, ...]]]
    needed: Collection[int]


ALL_USES: Memo[tuple[Identical, frozenset[tuple[int, int]]], Undated] = Memo(4)
"""The lines of all agreements without days, by their plans and the seconds of each line."""
ALL_DATED: Memo[tuple[Identical, frozenset[tuple[int, tuple[date, date]]]], Mapping[int, memos.Uses]] = Memo(4)
"""The same with days, by the days."""


def uses_of(scope: Scope, plans: Mapping[int, Plan]) -> Mapping[int, memos.Uses]:
    """Return the state of the lines of each agreement, in two queries.

    First and last days are read from entries for the lines whose findings depend on them. Others have none.
    """
    seconds = _seconds(scope, plans)
    found = ALL_USES.get((Identical([plans]), frozenset(seconds.items())), lambda: _undated(plans, seconds))
    days = _days(scope, found.needed)
    return ALL_DATED.get((Identical([found]), frozenset(days.items())), lambda: _dated(found, days))


def _undated(plans: Mapping[int, Plan], seconds: Mapping[int, int]) -> Undated:
    uses = {
        key: memos.uses(plan, tuple([seconds.get(line.line.pk, 0) for line in plan.lines]))
        for key, plan in plans.items()
    }
    return Undated(uses, [pk for _uses, needed in uses.values() for pk in needed])


def _dated(found: Undated, days: Mapping[int, tuple[date, date]]) -> dict[int, memos.Uses]:
    return {key: memos.dated(uses, days) if needed else uses for key, (uses, needed) in found.uses.items()}


def _seconds(scope: Scope, plans: Mapping[int, Plan]) -> dict[int, int]:
    if scope.everything:
        return dict(ALL_SECONDS.rows({}))
    return dict(SECONDS.rows({"line_id": [line.line.pk for plan in plans.values() for line in plan.lines]}))


def _sums(some: Q) -> QuerySet[WorkMonth, Any]:
    return WorkMonth.objects.filter(some).values_list("line_id").annotate(Sum("seconds")).order_by()


ALL_SECONDS: Final = Prepared(lambda: _sums(Q(line_id__gt=0)))
SECONDS: Final = Prepared(lambda: _sums(many("line_id")))


def _days(scope: Scope, line_ids: Collection[int]) -> dict[int, tuple[date, date]]:
    """Return the first and last day with time on some lines."""
    if not line_ids:
        return {}
    spans = entries_in(scope).filter(line__in=line_ids).values_list("line_id")
    days = spans.annotate(Min("work_date"), Max("work_date")).order_by()
    return {line: (first, last) for line, first, last in days if line}
