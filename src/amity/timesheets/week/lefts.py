"""The time left in the plan of lines and work items: planned time less everyone's time on them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Subquery, Sum

from amity.lines import queries as lines
from amity.projects.models import WorkItem
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.sums.models import ItemTotal, WorkMonth


def left_of(keys: Sequence[WorkKey], *, on: date) -> dict[WorkKey, int]:
    """Return the seconds left by key: of the work item if it has a plan of its own, otherwise of the line.

    Negative means over. Hours are no amounts, so everyone who can log on a line sees what is left of it. Three queries,
    whatever the number of keys.
    """
    by_item = _items({key.item_id for key in keys if key.item_id})
    by_line = _lines({(key.account_id or 0, key.line_id) for key in keys if key.line_id}, on)
    left: dict[WorkKey, int] = {}
    for key in keys:
        found = by_item.get(key.item_id or 0, by_line.get(key.line_id or 0))
        if found is not None:
            left[key] = found
    return left


def _items(ids: set[int]) -> dict[int, int]:
    if not ids:
        return {}
    used = ItemTotal.objects.filter(pk=OuterRef("pk")).values("seconds")
    planned = WorkItem.objects.filter(pk__in=ids, planned_seconds__isnull=False).annotate(used=Subquery(used))
    rows = planned.values_list("pk", "planned_seconds", "used")
    return {item: (plan or 0) - (seconds or 0) for item, plan, seconds in rows}


def _lines(placed: set[tuple[int, int]], on: date) -> dict[int, int]:
    """Return the time left by line. Sums are read by account and line, as their key begins with the account."""
    if not placed:
        return {}
    ids = {line for _account, line in placed}
    terms = lines.terms_of(ids, on)
    sums = WorkMonth.objects.filter(account_id__in={account for account, _line in placed}, line_id__in=ids)
    used = dict(sums.values_list("line_id").annotate(Sum("seconds")).order_by())
    plans = {line: one.current.planned_seconds for line, one in terms.items() if one.current is not None}
    return {line: plan - used.get(line, 0) for line, plan in plans.items() if plan is not None}
