"""The statement that counts what waits, written once for all people with the same roles.

Django takes ten times as long to write it as the database to answer it. Only its text is kept: the database answers
each time. What is kept follows from roles, settings and the date alone, with a place for the moment; other kinds are
written each time. The part of a kind is written when that kind is first asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Final, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from amity.agency.editions.keeping import edition
from amity.people.any_person import NOW, AnyPerson
from amity.people.models import Person
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_reading, is_still
from amity.shared.rows.along import account_column, expect_accounts
from amity.shared.rows.planned import Place, planned_rows
from amity.shared.rows.prepared import Given
from amity.waiting.kinds import Kind, kinds

Counted = Mapping[str, tuple[int, int]]
PERSON: Final = Given("person", BigIntegerField())
"""The place of the id that `AnyPerson` has, as a column."""
QUARTER: Final = timedelta(minutes=15)
"""A new date begins on a quarter of an hour, whatever the time zone."""
Made = tuple[str, Any, Q | None]
"""The key of a kind, its rows, and which of them are late."""
Way = Callable[[Kind, Any, date], Made]
"""How the rows of a kind are made for a person and a date."""
Find = Callable[[Any, date], Made]
"""The same, for one kind."""
Columns = Callable[[Made], tuple[Any, ...]]
"""Which columns a statement reads of the rows of a kind."""


ALSO_MARKED: Final[dict[str, Callable[[Any, date], QuerySet[Any, Any]]]] = {}
"""Rows besides those of kinds that change what waits for a person, such as who covers for whom, by a name."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a kind in the statement: its text, and the values with `AnyPerson` in place of the person's id, and
    `NOW` in that of the moment.
    """

    sql: str
    values: tuple[Any, ...]


class Placed(NamedTuple):
    """A row by its kind and id. `account` is 0 where none is read along, None where the row is on none."""

    key: str
    pk: int
    account: int | None


PARTS: Memo[Any, dict[str, Part | None]] = Memo(64)
"""For the same readers, the part of each kind that was asked for, or None where no row can be of it."""


def counts(person: Person, today: date, asked: Sequence[Kind], way: Way, others: Sequence[Made] = ()) -> Counted:
    """Return how many rows kinds have and how many of them are late, in one query; none for kinds without rows.

    `asked` are kinds that follow from roles, whose rows are made in this `way`; `others` are the rows of more kinds.
    """
    parts = _by_roles(person, today, way, _lateness, {kind.key: partial(way, kind) for kind in asked})
    return _counted(person, [*parts, *_own(others)])


def counts_of(person: Person, made: Sequence[Made]) -> Counted:
    """Return how many of these rows each kind has, and how many of them are late, in one query."""
    return _counted(person, _own(made))


def _own(others: Sequence[Made]) -> Sequence[Part]:
    """Return the parts of rows that are found for this person alone."""
    return [
        Part(part.sql, tuple(one if isinstance(one, Given) else Place(one) for one in part.values))
        for made in others
        if (part := _part(made))
    ]


def _counted(person: Person, parts: Sequence[Part]) -> Counted:
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = _asked(person, parts)
    expect_accounts(account for _key, _late, account in rows if account)
    for key, is_late, _account in rows:
        total, late = found[key]
        found[key] = total + 1, late + is_late
    return dict(found)


def marks(person: Person, today: date, way: Way) -> tuple[tuple[str, int, int], ...]:
    """Return kind, id and version of each row of the kinds that follow from roles, in one query.

    As long as they are the same, no such row has come, gone or changed. Rows without a version have 0. Rows that are
    `ALSO_MARKED` are among them.
    """
    once = [kind for kind in kinds() if kind.is_written_once or kind.candidates]
    also = {name: partial(_made_also, name) for name in ALSO_MARKED}
    parts = _by_roles(person, today, way, _mark, {kind.key: partial(way, kind) for kind in once} | also)
    return tuple(sorted((key, number, version) for key, number, version in _asked(person, parts)))


def placed(people: Sequence[Person], today: date, asked: Sequence[Kind], way: Way) -> Mapping[int, Sequence[Placed]]:
    """Return what waits of some kinds that follow from roles, by the ids of the people it waits for, in one query."""
    finds = {kind.key: partial(way, kind) for kind in asked}
    rows = _asked_of_each([(person, _by_roles(person, today, way, _place, finds)) for person in people])
    return {one.pk: [Placed(*row[1:]) for row in rows if row[0] == one.pk] for one in people}


def _asked(person: Person, parts: Sequence[Part]) -> Sequence[tuple[Any, ...]]:
    """Return the rows of all parts for a person, in one query."""
    return _asked_of_each([(person, parts)])


def _asked_of_each(people: Sequence[tuple[Person, Sequence[Part]]]) -> Sequence[tuple[Any, ...]]:
    """Return the rows of all parts for each person, in one query."""
    now, texts, values = Place(NOW.output_field.get_db_prep_value(timezone.now(), connection)), [], list[Any]()
    for person, parts in people:
        places = {NOW.name: now, PERSON.name: Place(person.pk)}
        texts += [part.sql for part in parts]
        values += [places[one.name] if isinstance(one, Given) else one for part in parts for one in part.values]
    return planned_rows(" UNION ALL ".join(texts), values) if texts else []


def _made_also(name: str, person: Any, today: date) -> Made:
    return name, ALSO_MARKED[name](person, today), None


def _by_roles(person: Person, today: date, way: Way, columns: Columns, finds: Mapping[str, Find]) -> list[Part]:
    """Return the parts of some kinds that follow from roles. They are written again where no edition is known.

    A request that may change something knows the edition of its beginning only. Outside requests each call reads it.
    """
    now, known = timezone.now(), edition() if is_still() or not is_reading() else None
    parts: dict[str, Part | None] = {}
    if known is not None:
        quarter = now - timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
        reader = (person.roles, person.money_right, person.time_zone)
        parts = PARTS.get((known, way, columns, *reader, today, quarter, connection.alias), dict)
    anyone = AnyPerson(person.roles, person.money_right, person.time_zone)
    for name, find in finds.items():
        if name not in parts:
            parts[name] = write(find, anyone, today, columns)
    return [part for name in finds if (part := parts[name])]


def write(find: Find, anyone: AnyPerson, today: date, columns: Columns) -> Part | None:
    """Write the part of a kind for anyone with the same roles."""
    return _part(find(anyone, today), columns)


def _lateness(made: Made) -> tuple[Any, ...]:
    """Return the columns from which rows are counted: the kind, whether they are late, and the account read along."""
    key, rows, late = made
    is_late = Case(When(late, then=1), default=0) if late is not None else Value(0)
    return Value(key), is_late, _account(rows)


def _place(made: Made) -> tuple[Any, ...]:
    """Return the columns of what is `Placed`, with the person it waits for before them."""
    key, rows, _late = made
    return PERSON, Value(key), F("pk"), _account(rows)


def _account(rows: QuerySet[Any, Any]) -> F | Value:
    account = account_column(rows)
    return F(account) if account else Value(0)


def _mark(made: Made) -> tuple[Any, ...]:
    """Return the columns by which a change is noticed: the kind, the id, and the version where there is one."""
    key, rows, _late = made
    has_version = any(field.name == "version" for field in rows.model._meta.concrete_fields)
    return Value(key), F("pk"), F("version") if has_version else Value(0)


def _part(made: Made, columns: Columns = _lateness) -> Part | None:
    """Return the part of a kind, or None where its rows can't have any."""
    rows = made[1]
    if rows is None:
        return None
    try:
        sql, values = rows.order_by().values_list(*columns(made)).query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return None
    return Part(sql, tuple(values))
