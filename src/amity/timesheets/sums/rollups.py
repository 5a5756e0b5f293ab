"""The only writer of the sums of time. Deltas are summed per key, sorted and added in one statement a table.

Sorted keys prevent writers from locking each other's rows in turn. The database does the addition, so two writers of
one key never lose an amount.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import add as plus
from typing import Any, NamedTuple

from django.db import connection, models

from amity.shared.dates.periods import month_of
from amity.timesheets import rules
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.models import Entry
from amity.timesheets.rules import Measures, added, amounts, delta, measured
from amity.timesheets.sums.models import ItemTotal, PersonDay, ProjectMonth, WorkMonth

MEASURES = rules.MEASURES
ROWS_A_STATEMENT = 500
FEW = 20
"""The most keys named one by one. More go to PostgreSQL as lists, which it reads in half the time."""


class ProjectKey(NamedTuple):
    """Key of `ProjectMonth`."""

    account_id: int
    project_id: int
    month: int
    cost_currency: str
    value_currency: str


class WorkKey(NamedTuple):
    """Key of `WorkMonth`."""

    account_id: int
    project_id: int
    line_id: int
    person_id: int
    discipline_id: int
    service_id: int
    month: int
    cost_currency: str
    value_currency: str


class DayKey(NamedTuple):
    """Key of `PersonDay`."""

    work_date: date
    person_id: int


@dataclass(frozen=True, slots=True)
class Delta:
    """Changes to the sums, by project, work, item and day. Those of items and days have seconds only."""

    by_project: dict[ProjectKey, Measures] = field(default_factory=dict)
    by_work: dict[WorkKey, Measures] = field(default_factory=dict)
    by_item: dict[int, Measures] = field(default_factory=dict)
    by_day: dict[DayKey, Measures] = field(default_factory=dict)


def measures(entry: Entry | None) -> Delta:
    """Return everything an entry adds to the sums, nothing for None."""
    if entry is None:
        return Delta()
    sums = measured(
        seconds=entry.seconds,
        billable=entry.billable,
        cost=entry.cost,
        value=entry.value,
        standard=entry.standard,
        approved=entry.state == rules.APPROVED,
    )
    month, currencies = month_of(entry.work_date), (entry.cost_currency, entry.value_currency)
    account, project = entry.account_id or 0, entry.project_id or 0
    work = (entry.line_id or 0, entry.person_id, entry.discipline_id or 0, entry.service_id or 0)
    worked = Measures(seconds=entry.seconds)
    return Delta(
        {ProjectKey(account, project, month, *currencies): sums},
        {WorkKey(account, project, *work, month, *currencies): sums},
        {entry.item_id: worked} if entry.item_id else {},
        {DayKey(entry.work_date, entry.person_id): worked},
    )


def summed(entries: Iterable[Entry | NewEntry]) -> Delta:
    """Return what many entries add: `total` of their `measures`, in one pass without a delta for each."""
    work: dict[tuple[Any, ...], tuple[int, ...]] = {}
    items: dict[int, int] = {}
    days: dict[tuple[date, int], int] = {}
    for entry in entries:
        key = (
            entry.account_id or 0, entry.project_id or 0, entry.line_id or 0, entry.person_id,
            entry.discipline_id or 0, entry.service_id or 0, month_of(entry.work_date), entry.cost_currency,
            entry.value_currency,
        )  # fmt: skip
        sums = amounts(
            entry.seconds, entry.billable, entry.cost, entry.value, entry.standard, entry.state == rules.APPROVED
        )
        so_far = work.get(key)
        work[key] = sums if so_far is None else tuple(map(plus, so_far, sums))
        if entry.item_id:
            items[entry.item_id] = items.get(entry.item_id, 0) + entry.seconds
        day = (entry.work_date, entry.person_id)
        days[day] = days.get(day, 0) + entry.seconds
    return delta_of(work.items(), items, days)


def delta_of(
    work: Iterable[tuple[tuple[Any, ...], tuple[int, ...]]],
    items: Mapping[int, int],
    days: Mapping[tuple[date, int], int],
) -> Delta:
    """Return a delta from amounts by the parts of a `WorkKey`, which may repeat, and the seconds of work items and of
    people's days.
    """
    by_work: dict[tuple[Any, ...], tuple[int, ...]] = {}
    by_project: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for key, sums in work:
        account, project, _line, _person, _discipline, _service, *rest = key
        for so_far, where in ((by_work, key), (by_project, (account, project, *rest))):
            before = so_far.get(where)
            so_far[where] = sums if before is None else tuple(map(plus, before, sums))
    return Delta(
        {ProjectKey(*key): Measures(*sums) for key, sums in by_project.items()},
        {WorkKey(*key): Measures(*sums) for key, sums in by_work.items()},
        {item: Measures(seconds=seconds) for item, seconds in items.items()},
        {DayKey(*day): Measures(seconds=seconds) for day, seconds in days.items()},
    )


def total(deltas: Iterable[Delta]) -> Delta:
    """Return several deltas as one, summed per key."""
    listed = list(deltas)
    if len(listed) == 1:
        return listed[0]
    return Delta(
        added(one.by_project for one in listed),
        added(one.by_work for one in listed),
        added(one.by_item for one in listed),
        added(one.by_day for one in listed),
    )


def change(before: Delta, after: Delta) -> Delta:
    """Return new minus old."""
    return Delta(
        delta(before.by_project, after.by_project),
        delta(before.by_work, after.by_work),
        delta(before.by_item, after.by_item),
        delta(before.by_day, after.by_day),
    )


def add(*changes: Delta) -> None:
    """Add deltas to the sums. Call it last in a command, since these are the last rows it locks."""
    add_all(changes)


def add_all(changes: Iterable[Delta]) -> None:
    """Add many deltas at once, as an import does: on PostgreSQL all tables in one message, which keeps their order."""
    whole = total(changes)
    items = {(item,): sums for item, sums in whole.by_item.items()}
    statements = [
        *_adding(ProjectMonth, ProjectKey._fields, MEASURES, _rows(whole.by_project)),
        *_adding(WorkMonth, WorkKey._fields, MEASURES, _rows(whole.by_work)),
        *_adding(ItemTotal, ("item_id",), ("seconds",), _seconds(items)),
        *_adding(PersonDay, DayKey._fields, ("seconds",), _seconds(whole.by_day)),
    ]
    if connection.vendor == "postgresql" and statements:
        words, values = zip(*statements, strict=True)
        statements = [("; ".join(words), [value for some in values for value in some])]
    with connection.cursor() as cursor:
        for statement, some in statements:
            cursor.execute(statement, some)


def _rows(changes: Mapping[Any, Measures]) -> list[tuple[Any, ...]]:
    return [(*key, *changes[key]) for key in sorted(changes)]


def _seconds(changes: Mapping[Any, Measures]) -> list[tuple[Any, ...]]:
    return [(*key, changes[key].seconds) for key in sorted(changes)]


def _adding(
    model: type[models.Model], key: Sequence[str], sums: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[str, list[Any]]]:
    """Yield statements that add rows to a table, each with its values."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [quote(name) for name in (*key, *sums)]
    adds = ", ".join(f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}" for name in sums)
    into = f"INSERT INTO {table} ({', '.join(names)}) "
    add = f" ON CONFLICT ({', '.join(quote(name) for name in key)}) DO UPDATE SET {adds}"
    row = "(" + ", ".join(["%s"] * len(names)) + ")"
    if connection.vendor == "postgresql" and len(rows) > FEW:
        lists = ", ".join(f"%s::{_type(model, name)}[]" for name in (*key, *sums))
        columns = ["{" + ",".join(map(_quotes(column[0]), column)) + "}" for column in zip(*rows, strict=True)]
        # Sorted as the rows are: the lists are read from their first to their last value.
        yield f"{into}SELECT * FROM unnest({lists}){add}", columns  # noqa: S608 - our own names
        return
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        part = rows[start : start + ROWS_A_STATEMENT]
        yield f"{into}VALUES {', '.join([row] * len(part))}{add}", [value for one in part for value in one]


def _quotes(value: int | str | date) -> Callable[[Any], str]:
    """Return how PostgreSQL reads a value like this in a list: a number, a date, or a currency or ""."""
    return '"{}"'.format if isinstance(value, str) else str


def _type(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).db_type(connection)).partition("(")[0]
