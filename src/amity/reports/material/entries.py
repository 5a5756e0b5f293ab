"""Findings' data on single entries: days worked, work items, rows longer than a day, and time without a line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Case, Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from amity.accounts.models import Account, Contact
from amity.profitability.finished_items.rules import Item
from amity.projects.models import WorkItem
from amity.reports.account_findings.rules import RHYTHM_DAYS, SHORTEST_SILENCE
from amity.reports.material.rules import BigRow, WorkDay, later
from amity.reports.queries import OF_CLIENT_PROJECTS, Scope, entries_in
from amity.shared.rows.prepared import Prepared, many
from amity.timesheets.models import Entry
from amity.timesheets.rules import LONG_SECONDS, MEASURES, Measures
from amity.timesheets.sums.models import ItemTotal, WorkMonth

NEWEST_DAYS = """
    WITH newest (account_id, day) AS MATERIALIZED (
        SELECT account.id, (SELECT MAX(entry.work_date) FROM {entry} entry WHERE entry.account_id = account.id)
        FROM {account} account {only}
    )
    SELECT account_id, (
        SELECT {joined}(CAST(day AS text), ',') FROM (
            SELECT DISTINCT entry.work_date AS day FROM {entry} entry
            WHERE entry.account_id = newest.account_id ORDER BY day DESC LIMIT %s
        ) worked
    )
    FROM newest WHERE day <= %s
"""


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


def quiet_days(scope: Scope, data_to: date) -> dict[int, str]:
    """Return the newest days with time, delivery and service alike, of each account that may have fallen silent.

    Only accounts without any time in the last two weeks of the data can be. The index is read backwards until there are
    enough days, so the answer takes as long after ten years as after one. An account's days are one text, which
    `days_in` reads, since they are mostly only compared with what was read before.
    """
    accounts = () if scope.everything else tuple(scope.accounts)
    if not scope.everything and not accounts:
        return {}
    names = {
        "account": Account._meta.db_table,
        "entry": Entry._meta.db_table,
        "joined": "group_concat" if connection.vendor == "sqlite" else "string_agg",
        "only": f"WHERE account.id IN ({', '.join(['%s'] * len(accounts))})" if accounts else "",
    }
    with connection.cursor() as cursor:
        quiet_until = data_to - timedelta(days=SHORTEST_SILENCE)
        cursor.execute(NEWEST_DAYS.format_map(names), [*accounts, RHYTHM_DAYS, quiet_until])
        return dict(cursor.fetchall())


def days_in(joined: str) -> list[date]:
    """Return the days of an account from the text of `quiet_days`, oldest first."""
    return sorted(map(date.fromisoformat, joined.split(",")))


def unlined(scope: Scope, project_ids: Iterable[int]) -> dict[int, Measures]:
    """Return sums of time on no line, by project, for at least the given ones."""
    ids = iter(project_ids)
    first = next(ids, None)
    if first is None:
        return {}
    sums = ALL_UNLINED.rows({}) if scope.everything else UNLINED.rows({"project_id": [first, *ids]})
    return {project: Measures(*measures) for project, *measures in sums}


def _unlined(some: Q) -> QuerySet[WorkMonth, Any]:
    rows = WorkMonth.objects.filter(some, line_id=0).values_list("project_id")
    return rows.annotate(*(Sum(name) for name in MEASURES)).order_by()


ALL_UNLINED: Final = Prepared(lambda: _unlined(Q(project_id__gt=0)))
UNLINED: Final = Prepared(lambda: _unlined(many("project_id")))


@dataclass(frozen=True, slots=True)
class Titled:
    """A planned work item with its title."""

    item: Item
    title: str


def work_items(scope: Scope) -> list[Titled]:
    """Return planned work items with time used, and the last day of those that may be finished."""
    rows = ALL_ITEMS.rows({}) if scope.everything else _items(scope.of_client_projects, entries_in(scope))
    return [
        Titled(Item("item", pk, project, planned or 0, used, later(last, asked), finished is not None), title)
        for pk, project, title, planned, used, last, asked, finished in rows
    ]


def _items(of_client_projects: Q, entries: QuerySet[Entry]) -> QuerySet[WorkItem, Any]:
    used = Coalesce(Subquery(ItemTotal.objects.filter(item_id=OuterRef("pk")).values("seconds")), 0)
    last = entries.filter(item=OuterRef("pk")).order_by("-work_date").values("work_date")[:1]
    may_be = Q(finished_at=None, used__gt=F("planned_seconds") / 2)
    return (
        WorkItem.objects.filter(of_client_projects, planned_seconds__gt=0)
        .annotate(used=used, last=Case(When(may_be, then=Subquery(last)), output_field=DateField()))
        .order_by("pk")
        .values_list("pk", "project_id", "title", "planned_seconds", "used", "last", "asked_not_yet_on", "finished_at")
    )


ALL_ITEMS: Final = Prepared(lambda: _items(OF_CLIENT_PROJECTS, Entry.objects.all()))


def big_rows(scope: Scope) -> list[BigRow]:
    """Return delivery entries over twelve hours."""
    rows = ALL_BIG_ROWS.rows({}) if scope.everything else _big_rows(scope.of_client_projects, entries_in(scope))
    return [BigRow(pk, project or 0, line or 0, on, seconds) for pk, project, line, on, seconds in rows]


def _big_rows(of_client_projects: Q, entries: QuerySet[Entry]) -> QuerySet[Entry, Any]:
    long = entries.filter(of_client_projects, seconds__gt=LONG_SECONDS).order_by("-seconds", "pk")
    return long.values_list("pk", "project_id", "line_id", "work_date", "seconds")


ALL_BIG_ROWS: Final = Prepared(lambda: _big_rows(OF_CLIENT_PROJECTS, Entry.objects.all()))


def contacts(scope: Scope) -> dict[int, int]:
    """Return the number of active contacts by account, empty if no contact was ever recorded."""
    return dict(ALL_CONTACTS.rows({}) if scope.everything else CONTACTS.rows({"account_id": list(scope.accounts)}))


def _contacts(some: Q) -> QuerySet[Contact, Any]:
    return Contact.objects.filter(some, is_active=True).values_list("account_id").annotate(Count("pk")).order_by()


ALL_CONTACTS: Final = Prepared(lambda: _contacts(Q()))
CONTACTS: Final = Prepared(lambda: _contacts(many("account_id")))
