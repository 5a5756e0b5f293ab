"""Sums of time for calculations of money. The caller checks who can see them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import DateField, Exists, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from amity.accounts.models import Account
from amity.agency.models import CostRate
from amity.projects.models import Project
from amity.shared.caches.memo import Memo
from amity.shared.caches.same import Same
from amity.shared.rows.prepared import Given, Prepared, few, few_ids, many
from amity.shared.rows.unchanged import Rows, Unchanged
from amity.timesheets.models import Entry
from amity.timesheets.rules import Measures
from amity.timesheets.sums.models import PersonDay, ProjectMonth, WorkMonth
from amity.timesheets.sums.rollups import MEASURES

MANY: Final = 200
"""From so many projects on, all rows are read rather than those of each by its id."""


@dataclass(frozen=True, slots=True)
class MonthSum:
    """A row of sums. An id of 0 means none. A currency of '' means that there is no amount in one."""

    account_id: int
    project_id: int
    line_id: int
    month: int
    cost_currency: str
    value_currency: str
    sums: Measures


COLUMNS: Final = ("account_id", "project_id", "month", "cost_currency", "value_currency", *MEASURES)
MonthTuple = tuple[int, int, int, str, str, int, int, int, int, int, int, int, int, int, int]
"""(account, project, month, cost currency, value currency, *measures): a row of sums as bare numbers."""
NUMBERS: Final[Same[tuple[Any, ...]]] = Same(16_384)
"""Rows of (month, cost currency, value currency, *measures), held once: several kinds of results keep the same rows."""
SUMS: Final[Same[Measures]] = Same(16_384)
"""Measures of such rows, held once."""
KEPT: Final[Memo[Any, Rows]] = Memo(4)
"""The rows of many projects, as long as none of them changes."""
THROUGH: Final = Given("through", IntegerField())


def shared_rows(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Return rows with two ids before the month as equal ones with the numbers of `NUMBERS`."""
    return rows if isinstance(rows, Rows) else Rows([(*row[:2], *NUMBERS(row[2:])) for row in rows])


def project_month_tuples(
    project_ids: Iterable[int] | None, *, service_of: Iterable[int] = (), internal: bool = False, through: int
) -> tuple[MonthTuple, ...]:
    """Return sums of projects by month, and of account time on no project. `internal` adds time on neither.

    `project_ids` None is all projects. Unordered, since pages of money read thousands of them.
    """
    if project_ids is None:
        return ALL.rows({"through": through})
    projects, accounts = list(project_ids), list(service_of)
    if not internal and (of := few_ids("project_id", projects)) and (service := few_ids("account_id", accounts)):
        return tuple(OF_FEW.rows({"through": through, **of, **service}))
    if not internal and not accounts:
        return OF_MANY.rows({"through": through, "project_id": projects})
    wanted = Q(project_id__in=projects) | Q(project_id=0, account_id__in=accounts)
    rows = _months(wanted | Q(project_id=0, account_id=0) if internal else wanted, through)
    return tuple(rows.order_by().values_list(*COLUMNS))


def _months(wanted: Q | None = None, through: int | Given = THROUGH) -> QuerySet[ProjectMonth]:
    rows = ProjectMonth.objects.filter(month__lte=through)
    return rows if wanted is None else rows.filter(wanted)


ALL: Final = Unchanged(KEPT, _months, COLUMNS, shared_rows)
OF_MANY: Final = Unchanged(KEPT, lambda: _months(many("project_id")), COLUMNS, shared_rows)
OF_FEW: Final = Prepared(
    lambda: _months(few("project_id") | (Q(project_id=0) & few("account_id"))).order_by().values_list(*COLUMNS)
)


def project_months(project_ids: Iterable[int], *, through: int) -> list[MonthSum]:
    """Return sums of projects by month."""
    rows = sorted(project_month_tuples(project_ids, through=through), key=lambda row: (row[2], row[1], row[0]))
    return [
        MonthSum(account, project, 0, month, cost, value, Measures(*sums))
        for account, project, month, cost, value, *sums in rows
    ]


def any_cost_from_file() -> QuerySet[Entry]:
    """Return the entries whose cost came with a file, for a look into their partial index."""
    return Entry.objects.filter(cost_from_file=True).order_by()


ONE_FROM_FILE: Final = Prepared(lambda: any_cost_from_file().values_list("pk")[:1])


def costs_from_file(
    projects: Iterable[int], service_of: Iterable[int], *, any_known: bool | None = None
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the projects, and accounts by their time on no project, that have time whose cost came with a file.

    Account 0 is time on neither. `any_known`: whether a cost ever came with a file, None to look. If one did, it looks
    up each project and account once in the index, whatever number of entries it has.
    """
    if not (ONE_FROM_FILE.rows({}) if any_known is None else any_known):
        return frozenset(), frozenset()
    brought = any_cost_from_file()
    on_project = brought.filter(project_id=OuterRef("pk")).order_by()
    of_projects = Project.objects.filter(Exists(on_project), pk__in=list(projects)).order_by()
    service = brought.filter(project__isnull=True)
    of_accounts = Account.objects.filter(Exists(service.filter(account_id=OuterRef("pk"))), pk__in=list(service_of))
    nowhere = {0} if service.filter(account__isnull=True).exists() else set()
    return (
        frozenset(of_projects.values_list("pk", flat=True)),
        frozenset({*of_accounts.order_by().values_list("pk", flat=True), *nowhere}),
    )


def cost_rates_used(projects: Iterable[int] | None, first: date, last: date) -> list[CostRate]:
    """Return the cost rates that priced time in a date range on some projects, or on any project, newest first."""
    entries = Entry.objects.filter(cost_rate_id=OuterRef("pk"), work_date__range=(first, last)).order_by()
    if projects is None:
        entries = entries.filter(project__isnull=False)
    else:
        entries = entries.filter(project_id__in=list(projects))
    rates = CostRate.objects.filter(Exists(entries)).select_related("person", "discipline")
    return list(rates.order_by("level", "discipline__name", "person__name", "-valid_from", "id"))


def line_months(project_ids: Iterable[int], *, through: int, since: int = 0) -> list[MonthSum]:
    """Return sums of projects by line and month. Line 0 is time on no line."""
    rows = (
        WorkMonth.objects.filter(project_id__in=list(project_ids), month__lte=through, month__gte=since)
        .values_list("account_id", "project_id", "line_id", "month", "cost_currency", "value_currency")
        .annotate(*(Sum(name) for name in MEASURES))
        .order_by("month", "project_id", "line_id", "account_id")
    )
    return [
        MonthSum(account, project, line, month, cost, value, Measures(*sums))
        for account, project, line, month, cost, value, *sums in rows
    ]


def seconds_of_lines(project_ids: Iterable[int]) -> dict[int, int]:
    """Return all seconds on each line of some projects, by the line's id, without time on no line.

    Where the projects are many, all are added up, since a thousand ids take longer than the rows of all projects.
    """
    wanted = set(project_ids)
    rows = ALL_LINES.rows({}) if len(wanted) >= MANY else LINES.rows({"project_id": wanted}) if wanted else ()
    found: Counter[int] = Counter()
    for line, project, seconds in rows:
        if project in wanted:
            found[line] += seconds
    return dict(found)


def _lines(some: Q) -> QuerySet[WorkMonth, Any]:
    rows = WorkMonth.objects.filter(some, line_id__gt=0).order_by()
    return rows.values_list("line_id", "project_id").annotate(Sum("seconds"))


ALL_LINES: Final = Prepared(lambda: _lines(Q()))
LINES: Final = Prepared(lambda: _lines(many("project_id")))


def seconds_of_line(account_id: int, line_id: int) -> int:
    """Return all seconds on a line of an account."""
    rows = WorkMonth.objects.filter(account_id=account_id, line_id=line_id)
    return rows.aggregate(found=Sum("seconds"))["found"] or 0


@dataclass(frozen=True, slots=True)
class StandardValue:
    """Standard value of the delivery time of one account and month, and the seconds that have none."""

    account_id: int
    month: int
    currency: str
    minor: int
    unpriced_seconds: int


def standard_values(first: int, last: int, account_ids: Iterable[int] | None = None) -> list[StandardValue]:
    """Return the standard value of time on client projects by account, month and currency, in one query."""
    rows = ProjectMonth.objects.filter(account_id__gt=0, project_id__gt=0, month__range=(first, last))
    if account_ids is not None:
        rows = rows.filter(account_id__in=list(account_ids))
    sums = rows.order_by().values_list("account_id", "month", "value_currency")
    return [StandardValue(*row) for row in sums.annotate(Sum("standard"), Sum("unstandard_seconds"))]


def days_of_project(project_id: int) -> list[tuple[date, int]]:
    """Return seconds of a project by day, oldest first."""
    days = Entry.objects.filter(project_id=project_id).values_list("work_date").annotate(Sum("seconds"))
    return list(days.order_by("work_date"))


def line_days(project_id: int) -> dict[int, tuple[date, date]]:
    """Return first and last day with time of each line of a project, with 0 for time on no line."""
    rows = (
        Entry.objects.filter(project_id=project_id).values_list("line_id").annotate(Min("work_date"), Max("work_date"))
    )
    return {line or 0: (first, last) for line, first, last in rows.order_by("line_id")}


@dataclass(frozen=True, slots=True)
class UseOfWork:
    """Seconds and last day with time of a project's lines and of its items, by id. Line 0 is time on no line.

    `until` is the newest day with time of anyone, None if the project has no time.
    """

    lines: Mapping[int, tuple[int, date]]
    items: Mapping[int, tuple[int, date]]
    until: date | None


def use_of_work(project_id: int) -> UseOfWork:
    """Return the time used on a project's lines and work items, in one query."""
    rows = Entry.objects.filter(project_id=project_id).values_list("item_id", "line_id")
    lines: dict[int, tuple[int, date]] = {}
    items: dict[int, tuple[int, date]] = {}
    until = None
    for item, line, worked, last, day in rows.annotate(
        Sum("seconds"), Max("work_date"), newest=newest_day()
    ).order_by():
        until = day
        for found, key in ((lines, line or 0), (items, item)):
            if key is not None:
                before, latest = found.get(key, (0, last))
                found[key] = (before + worked, max(latest, last))
    return UseOfWork(lines, items, until)


def seconds_beside(line_ids: Iterable[int], projects: QuerySet[Project]) -> dict[int, int]:
    """Return the seconds that other projects worked on these lines, by line: those of a pooled agreement."""
    rows = WorkMonth.objects.filter(line_id__in=list(line_ids), project_id__in=projects.order_by().values("pk"))
    return dict(rows.order_by().values_list("line_id").annotate(Sum("seconds")))


def newest_day() -> Subquery:
    """Return the newest day with time of anyone, as a column of rows that are read anyway."""
    return Subquery(Entry.objects.order_by("-work_date", "-pk").values("work_date")[:1])


def last_day() -> date | None:
    """Return the newest day with time of anyone."""
    return Entry.objects.order_by("-work_date", "-pk").values_list("work_date", flat=True).first()


def days_known() -> tuple[date, date] | None:
    """Return the oldest and the newest day with time of anyone, or None without any."""
    found: tuple[date, date] | None = DAYS_KNOWN.row({})
    return found


DAYS_KNOWN: Final = Prepared(
    lambda: Entry.objects.order_by("work_date", "pk").values_list("work_date", newest_day())[:1]
)


BY_DAY: Final = Prepared(
    lambda: PersonDay.objects.filter(
        work_date__gte=Given("first", DateField()), work_date__lte=Given("last", DateField())
    ).order_by().values_list("work_date").annotate(Sum("seconds"))
)  # fmt: skip


def logged_by_day(first: date, last: date) -> list[tuple[date, int]]:
    """Return (day, seconds) of everyone's time in a date range: a row a day, however many people log."""
    return BY_DAY.rows({"first": first, "last": last})


def logged_by_day_and_person(first: date, last: date) -> list[tuple[date, int, int]]:
    """Return (day, person, seconds) of all time in a date range, by day and person."""
    days = PersonDay.objects.filter(work_date__range=(first, last)).exclude(seconds=0)
    return list(days.order_by("work_date", "person_id").values_list("work_date", "person_id", "seconds"))


def work_on_services(*, since: int) -> list[tuple[int, int, int, int]]:
    """Return (account, service, seconds, newest month) of all time on a service since a month (YYYYMM)."""
    rows = WorkMonth.objects.filter(service_id__gt=0, account_id__gt=0, seconds__gt=0, month__gte=since).order_by()
    return list(rows.values_list("account_id", "service_id").annotate(Sum("seconds"), Max("month")))
