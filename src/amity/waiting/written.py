"""The statement that counts what waits, written once for all people with the same roles.

Django takes ten times as long to write it as the database to answer it. Only its text is kept: the database answers
each time. What is kept follows from roles, settings and the date alone; other kinds are written each time.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from amity.agency.editions.keeping import edition
from amity.people.any_person import AnyPerson
from amity.people.models import Person
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still
from amity.waiting.kinds import Kind, kinds

Counted = Mapping[str, tuple[int, int]]
QUARTER: Final = timedelta(minutes=15)
"""A new date begins on a quarter of an hour, whatever the time zone."""
Made = tuple[str, Any, Q | None]
"""The key of a kind, its rows, and which of them are late."""
Way = Callable[[Kind, Any, date], Made]
"""How the rows of a kind are made for a person and a date."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a kind in the statement: its text, and the values with `AnyPerson` in place of the person's id."""

    sql: str
    values: tuple[Any, ...]


PARTS: Memo[Any, Mapping[str, Part]] = Memo(64)


def counts(person: Person, today: date, asked: Sequence[Kind], way: Way, others: Sequence[Made] = ()) -> Counted:
    """Return how many rows kinds have and how many of them are late, in one query; none for kinds without rows.

    `asked` are kinds that follow from roles, whose rows are made in this `way`; `others` are the rows of more kinds.
    """
    written = _by_roles(person, today, way)
    parts = [written[kind.key] for kind in asked if kind.key in written]
    parts += [part for made in others if (part := _part(made))]
    if not parts:
        return {}
    values = [person.pk if isinstance(one, AnyPerson) else one for part in parts for one in part.values]
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(part.sql for part in parts), values)
        for key, is_late in cursor.fetchall():
            total, late = found[key]
            found[key] = total + 1, late + is_late
    return dict(found)


def _by_roles(person: Person, today: date, way: Way) -> Mapping[str, Part]:
    """Return the parts of all kinds that follow from roles. They are written again where no edition is known."""
    now, known = timezone.now(), edition() if is_still() else None

    def write() -> Mapping[str, Part]:
        anyone = AnyPerson(person.roles, person.money_right, person.time_zone)
        made = (way(kind, anyone, today) for kind in kinds() if kind.by_roles or kind.candidates)
        return {one[0]: part for one in made if (part := _part(one))}

    if known is None:
        return write()
    quarter = now - timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
    key = (known, way, person.roles, person.money_right, person.time_zone, quarter, connection.alias)
    return PARTS.get(key, write)


def _part(made: Made) -> Part | None:
    """Return the part of a kind, or None where its rows can't have any."""
    key, rows, late = made
    if rows is None:
        return None
    columns = Value(key), Case(When(late, then=1), default=0) if late is not None else Value(0)
    try:
        sql, values = rows.order_by().values_list(*columns).query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return None
    return Part(sql, tuple(values))
