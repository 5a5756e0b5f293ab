"""Long statements that PostgreSQL plans once for each connection.

PostgreSQL takes five times as long to plan a statement of fifty parts as to answer it, and from one request to the next
only some values differ. So such a statement is prepared with places for these. The plan holds no rows: the database
answers each time. SQLite is asked as usual, and so is a connection in a transaction, which an error would end.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from logging import getLogger
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.db import ProgrammingError, connection
from django.db.backends.utils import CursorWrapper

log = getLogger(__name__)
Rows = Sequence[tuple[Any, ...]]
MOST: Final = 3
"""Statements that a connection keeps prepared. Each takes PostgreSQL some megabytes."""
_FIRST: Final = 7_203_685_477_580_000
"""Numbers from here on, which no row has, mark the places while the other values are written into the statement."""
_GENERIC: Final = "SET plan_cache_mode = force_generic_plan"
_TYPES: Final = {bool: "boolean", int: "bigint", str: "text", datetime: "timestamptz", date: "date"}
"""PostgreSQL's types of values, the first that fits. Others are written into the statement."""
_prepared: "WeakKeyDictionary[Any, OrderedDict[str, None]]" = WeakKeyDictionary()
"""The names of the prepared statements of each connection, the one used last at the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A value that differs from one request to the next."""

    value: Any


def planned_rows(sql: str, values: Sequence[Any]) -> Rows:
    """Return the rows of a statement. It is planned for any values at its `Place`s."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            try:
                return _rows_prepared(cursor, sql, values)
            except ProgrammingError as fault:  # a type that doesn't fit its place, or a pool that shares connections
                log.warning("A statement is asked without being prepared: %s", fault)
                _prepared.pop(connection.connection, None)
                cursor.execute("DEALLOCATE ALL")
        cursor.execute(sql, [one.value if isinstance(one, Place) else one for one in values])
        rows: Rows = cursor.fetchall()
        return rows


def _rows_prepared(cursor: CursorWrapper, sql: str, values: Sequence[Any]) -> Rows:
    places = {id(one): one for one in values if isinstance(one, Place) and _type(one.value)}
    number = {key: _FIRST + at for at, key in enumerate(places)}
    plain = [one.value if isinstance(one, Place) else one for one in values]
    text = cursor.mogrify(sql, [number.get(id(one), own) for one, own in zip(values, plain, strict=True)])
    name = f"amity_{blake2b(text.encode(), digest_size=12).hexdigest()}"
    own = _prepared.setdefault(connection.connection, OrderedDict())
    steps = [f"EXECUTE {name} ({', '.join(['%s'] * len(places))})" if places else f"EXECUTE {name}"]
    before = []
    if name not in own:
        if len(own) >= MOST:
            before = [f"DEALLOCATE {own.popitem(last=False)[0]}"]
        for at in range(len(places)):
            text = text.replace(str(_FIRST + at), f"${at + 1}")
        types = ", ".join(_type(one.value) for one in places.values())
        before += [_GENERIC, f"PREPARE {name}{f' ({types})' if places else ''} AS {text.replace('%', '%%')}"]
    cursor.execute("; ".join([*before, *steps]), [one.value for one in places.values()])
    own[name] = None
    own.move_to_end(name)
    for _step in before:
        cursor.nextset()
    rows: Rows = cursor.fetchall()
    return rows


def _type(value: Any) -> str:
    return next((name for kind, name in _TYPES.items() if isinstance(value, kind)), "")
