"""The monthly sums of time, read for those who work out money from them. Who may see what is decided by the caller."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q, Sum

from amity.timesheets.models import Entry, ProjectMonth, WorkMonth
from amity.timesheets.rollups import MEASURES
from amity.timesheets.rules import Measures


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One row of sums. An id of 0 means none; a currency of '' means that no amount stands in one."""

    account_id: int
    project_id: int
    line_id: int
    month: int
    cost_currency: str
    value_currency: str
    sums: Measures


def project_months(
    project_ids: Iterable[int], *, service_of: Iterable[int] = (), internal: bool = False, through: int
) -> list[MonthSum]:
    """Sums of projects by month, and of time on accounts but on no project; `internal` adds time on neither."""
    wanted = Q(project_id__in=list(project_ids)) | Q(project_id=0, account_id__in=list(service_of))
    if internal:
        wanted |= Q(project_id=0, account_id=0)
    rows = ProjectMonth.objects.filter(wanted, month__lte=through).values_list(
        "account_id", "project_id", "month", "cost_currency", "value_currency", *MEASURES
    )
    return [
        MonthSum(account, project, 0, month, cost, value, Measures(*sums))
        for account, project, month, cost, value, *sums in rows.order_by("month", "project_id", "account_id")
    ]


def line_months(project_ids: Iterable[int], *, through: int) -> list[MonthSum]:
    """Sums of projects by line and month; line 0 is time on no line."""
    rows = (
        WorkMonth.objects.filter(project_id__in=list(project_ids), month__lte=through)
        .values_list("account_id", "project_id", "line_id", "month", "cost_currency", "value_currency")
        .annotate(*(Sum(name) for name in MEASURES))
        .order_by("month", "project_id", "line_id", "account_id")
    )
    return [
        MonthSum(account, project, line, month, cost, value, Measures(*sums))
        for account, project, line, month, cost, value, *sums in rows
    ]


def days_of_project(project_id: int) -> list[tuple[date, int]]:
    """Seconds of a project by day, oldest first."""
    days = Entry.objects.filter(project_id=project_id).values_list("work_date").annotate(Sum("seconds"))
    return list(days.order_by("work_date"))


def line_days(project_id: int) -> dict[int, tuple[date, date]]:
    """First and last day with time of each line of a project; 0 for time on no line."""
    rows = (
        Entry.objects.filter(project_id=project_id).values_list("line_id").annotate(Min("work_date"), Max("work_date"))
    )
    return {line or 0: (first, last) for line, first, last in rows.order_by("line_id")}


def logged_by_person_and_day(first: date, last: date) -> Iterator[tuple[int, date, int]]:
    """(person, day, seconds) of everything logged in some days."""
    rows = Entry.objects.filter(work_date__gte=first, work_date__lte=last)
    yield from rows.values_list("person_id", "work_date").annotate(Sum("seconds")).order_by("person_id", "work_date")
