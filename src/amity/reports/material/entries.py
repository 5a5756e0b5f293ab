"""Findings' data on single entries: days worked, work items, rows longer than a day, and time without a line."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce

from amity.accounts.models import Contact
from amity.profitability.finished_items.rules import Item
from amity.profitability.lines.rules import LineUse
from amity.profitability.terms.queries import PlannedLine
from amity.projects.models import WorkItem
from amity.reports.material.rules import BigRow, WorkDay
from amity.reports.queries import Scope, entries_in
from amity.timesheets.rules import MEASURES, Measures
from amity.timesheets.sums.models import ItemTotal, WorkMonth

LONG_ROW = 12 * 3600


def days_of(scope: Scope, project_ids: Iterable[int]) -> dict[int, list[WorkDay]]:
    """Return entries, seconds and bill value by day, for projects with a cap or a fixed fee."""
    wanted = list(project_ids)
    found: defaultdict[int, list[WorkDay]] = defaultdict(list)
    if not wanted:
        return found
    worth = Coalesce(Sum("value", filter=Q(billable=True)), 0)
    by_day = entries_in(scope).filter(project__in=wanted).values("project_id", "work_date")
    for row in by_day.annotate(rows=Count("pk"), time=Sum("seconds"), worth=worth).order_by("work_date"):
        found[row["project_id"]].append(WorkDay(row["work_date"], row["rows"], row["time"], row["worth"]))
    return found


def account_days(scope: Scope) -> dict[int, list[date]]:
    """Return the days with time on each account, delivery and service alike."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    days = entries_in(scope).filter(account__in=list(scope.accounts)).values_list("account_id", "work_date")
    for account, day in days.distinct().order_by("account_id", "work_date"):
        found[account].append(day)
    return found


def unlined(project_ids: Iterable[int]) -> dict[int, Measures]:
    """Return sums of time on no line, by project."""
    wanted = list(project_ids)
    if not wanted:
        return {}
    sums = [Sum(name) for name in MEASURES]
    rows = WorkMonth.objects.filter(project_id__in=wanted, line_id=0).values_list("project_id").annotate(*sums)
    return {project: Measures(*measures) for project, *measures in rows.order_by()}


def items_of(scope: Scope, lines: Iterable[tuple[int, PlannedLine, LineUse]]) -> list[Item]:
    """Return planned lines and work items with time used and last day. Answering "not yet" is like a day with time."""
    found = [
        Item(
            "line",
            use.line_id,
            project_id,
            use.planned_seconds,
            use.used_seconds,
            _later(use.last_on, planned.line.asked_not_yet_on),
            use.finished,
        )
        for project_id, planned, use in lines
        if use.planned_seconds
    ]
    planned = list(WorkItem.objects.filter(project__in=scope.client_projects, planned_seconds__gt=0).order_by("pk"))
    ids = [item.pk for item in planned]
    used = dict(ItemTotal.objects.filter(item_id__in=ids).values_list("item_id", "seconds")) if ids else {}
    spans = entries_in(scope).filter(item__in=ids).values("item_id").annotate(last=Max("work_date")).order_by()
    last = {row["item_id"]: row["last"] for row in spans} if ids else {}
    found.extend(
        Item(
            "item",
            item.pk,
            item.project_id,
            item.planned_seconds or 0,
            used.get(item.pk, 0),
            _later(last.get(item.pk), item.asked_not_yet_on),
            item.finished_at is not None,
        )
        for item in planned
    )
    return found


def item_titles(item_ids: Iterable[int]) -> Iterable[tuple[int, str]]:
    """Return the titles of work items."""
    return WorkItem.objects.filter(pk__in=list(item_ids)).values_list("pk", "title")


def big_rows(scope: Scope) -> list[BigRow]:
    """Return delivery entries over twelve hours."""
    long = entries_in(scope).filter(project__in=scope.client_projects, seconds__gt=LONG_ROW).order_by("-seconds", "pk")
    rows = long.values_list("pk", "project_id", "line_id", "work_date", "seconds")
    return [BigRow(pk, project or 0, line or 0, on, seconds) for pk, project, line, on, seconds in rows]


def contacts(scope: Scope) -> dict[int, int]:
    """Return the number of active contacts by account, empty if no contact was ever recorded."""
    active = Contact.objects.filter(account__in=list(scope.accounts), is_active=True).values("account_id")
    return {row["account_id"]: row["people"] for row in active.annotate(people=Count("pk")).order_by()}


def _later(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days, default=None) if one is not None else None
