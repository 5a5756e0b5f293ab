"""Statements that PostgreSQL plans once for each connection.

PostgreSQL takes several times as long to plan a statement of many tables as to answer it, and from one request to the
next only some values differ. So such a statement is prepared with places for these. The plan holds no rows: the
database answers each time. SQLite is asked as usual, and so is a connection in a transaction, which an error would end.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from logging import getLogger
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.db import DataError, Error, NotSupportedError, ProgrammingError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

log = getLogger(__name__)
Rows = Sequence[tuple[Any, ...]]
KEPT: Final = 400_000
"""Characters of all statements that a connection keeps prepared: PostgreSQL takes about 100 bytes for each."""
SHORTEST: Final = 600
"""Characters from which a statement is worth preparing."""
_FIRST: Final = 7_203_685_477_580_000
"""Numbers from here on, which no row has, mark the places while the other values are written into the statement."""
_GENERIC: Final = "SET plan_cache_mode = force_generic_plan"
_TYPES: Final = {bool: "boolean", int: "bigint", str: "text", datetime: "timestamptz", date: "date", list: "bigint[]"}
"""PostgreSQL's types of values, the first that fits; lists are of ids. Others are written into the statement."""
_prepared: "WeakKeyDictionary[Any, OrderedDict[str, int]]" = WeakKeyDictionary()
"""The prepared statements of each connection, by name with their length, the one used last at the end."""
_failed: "WeakKeyDictionary[Any, int]" = WeakKeyDictionary()
"""How often a prepared statement of a connection failed."""
FAILURES: Final = 3
"""After as many, a connection prepares nothing more: it is behind a pool that gives each request another one."""
REFUSALS: Final = DataError, NotSupportedError, ProgrammingError
"""Raised where a statement can't be prepared, is gone, or has other types since. A lost connection is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A value that differs from one request to the next."""

    value: Any


class Again:
    """A statement that is asked again with other values at its `places`: what names the place of a value, or None where
    each time has the same. It is prepared when it is asked for the second time.
    """

    def __init__(self, sql: str, places: Sequence[Hashable | None]) -> None:
        self._sql, self._places = sql, places
        self._names: dict[tuple[str, ...], str] = {}
        self._is_asked = self._is_refused = False

    def execution(self, asked: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[str, list[Any]] | None:
        """Return the statement that executes it as prepared, with its values, or None where it is asked as usual."""
        if not self._is_asked or self._is_refused or len(self._sql) < SHORTEST or not _can_prepare(asked):
            self._is_asked = True
            return None
        given = {place: value for place, value in zip(self._places, values, strict=True) if place is not None}
        types = tuple([_type(value) for value in given.values()])
        if not all(types):
            return None
        with asked.cursor() as cursor:
            name = self._names.get(types, "")
            if not _is_kept(asked, name):
                number = {place: _FIRST + at for at, place in enumerate(given)}
                marked = [number.get(place, value) for place, value in zip(self._places, values, strict=True)]
                text = cursor.mogrify(self._sql, marked)
                name = self._names[types] = _named(text, types)
                try:
                    if not _is_kept(asked, name):  # another one with the same text may be
                        _prepare(asked, name, text, types)
                except REFUSALS as fault:
                    log.warning("A statement is never prepared: %s", fault)
                    self._is_refused = True
                    return None
        return _execute(name, types), list(given.values())


def planned_rows(sql: str, values: Sequence[Any]) -> Rows:
    """Return the rows of a statement. It is planned for any values at its `Place`s."""
    with connection.cursor() as cursor:
        if _can_prepare(connection):
            try:
                return _rows_prepared(cursor, sql, values)
            except REFUSALS as fault:  # a type that doesn't fit its place, or a pool that shares connections
                forget_prepared(connection, fault)
        cursor.execute(sql, [one.value if isinstance(one, Place) else one for one in values])
        rows: Rows = cursor.fetchall()
        return rows


def forget_prepared(asked: BaseDatabaseWrapper, fault: Error) -> None:
    """Drop all prepared statements of a connection after one of them failed. Raise if the connection is broken."""
    log.warning("A statement is asked without being prepared: %s", fault)
    _prepared.pop(asked.connection, None)
    _failed[asked.connection] = _failed.get(asked.connection, 0) + 1
    with asked.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def _rows_prepared(cursor: CursorWrapper, sql: str, values: Sequence[Any]) -> Rows:
    places = {id(one): one for one in values if isinstance(one, Place) and _type(one.value)}
    number = {key: _FIRST + at for at, key in enumerate(places)}
    plain = [one.value if isinstance(one, Place) else one for one in values]
    text = cursor.mogrify(sql, [number.get(id(one), own) for one, own in zip(values, plain, strict=True)])
    types = tuple([_type(one.value) for one in places.values()])
    name = _named(text, types)
    if not _is_kept(connection, name):
        _prepare(connection, name, text, types)
    cursor.execute(_execute(name, types), [one.value for one in places.values()])
    rows: Rows = cursor.fetchall()
    return rows


def _can_prepare(asked: BaseDatabaseWrapper) -> bool:
    if asked.vendor != "postgresql" or asked.in_atomic_block:
        return False
    return asked.connection is None or _failed.get(asked.connection, 0) < FAILURES


def _is_kept(asked: BaseDatabaseWrapper, name: str) -> bool:
    """Return whether a connection has this statement prepared, and mark it as used."""
    own = _prepared.setdefault(asked.connection, OrderedDict())
    if name not in own:
        return False
    own.move_to_end(name)
    return True


def _prepare(asked: BaseDatabaseWrapper, name: str, text: str, types: Sequence[str]) -> None:
    """Prepare a statement with numbers from `_FIRST` on at its places, and drop those that weren't used for longest."""
    own, steps = _prepared[asked.connection], list[str]()
    while own and sum(own.values()) + len(text) > KEPT:
        steps.append(f"DEALLOCATE {own.popitem(last=False)[0]}")
    for at in range(len(types)):
        text = text.replace(str(_FIRST + at), f"${at + 1}")
    taken = f" ({', '.join(types)})" if types else ""
    steps += [_GENERIC, f"PREPARE {name}{taken} AS {text}"]
    with asked.wrap_database_errors:
        asked.connection.execute("; ".join(steps))
    own[name] = len(text)


def _named(text: str, types: Sequence[str]) -> str:
    """Return a name that only this statement has: a pool may give two processes the same connection in turn."""
    return f"amity_{blake2b(f'{types} {text}'.encode(), digest_size=12).hexdigest()}"


def _execute(name: str, types: Sequence[str]) -> str:
    return f"EXECUTE {name} ({', '.join(['%s'] * len(types))})" if types else f"EXECUTE {name}"


def _type(value: Any) -> str:
    return next((name for kind, name in _TYPES.items() if isinstance(value, kind)), "")
