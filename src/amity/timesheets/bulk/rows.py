"""Insert many rows in the quickest way of each database: COPY on PostgreSQL, one prepared INSERT on SQLite.

It writes no audit log and no sums, and locks nothing. The caller does. Only for tables that no other application
writes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db import Error, connection, models

_AT_ONCE: Final = 5_000

Row = Sequence[Any]


@contextmanager
def unwaited_commits() -> Iterator[None]:
    """Let transactions of this block commit without waiting for the disk, if the database is PostgreSQL.

    They are complete or absent after a power cut, in their order, so the last ones may be absent. The next commit after
    the block waits for all of them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        # A lost connection has lost the setting too.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def next_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Reserve `count` ids for new rows in one call. Call it in a transaction, as on SQLite the insert reserves them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                # The name is looked up once, in a subquery: as a column it would be for each row.
                "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)",
                [table, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        return range((last[0] if last else 0) + 1, (last[0] if last else 0) + count + 1)


def put_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose values are in the order of `columns` (names of database columns).

    Values are plain: whole numbers, text, booleans, None, dates, and datetimes with a zone.
    Columns that are left out get the database's default.
    """
    if connection.vendor == "postgresql":
        _copy(model, columns, rows)
    else:
        _insert(model, columns, rows)


def _copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Copy in binary: a tenth of the work of text on this side, and less on the other."""
    quote = connection.ops.quote_name
    types = [_type(model, column) for column in columns]
    statement = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        write = copy.write_row
        for row in rows:
            write(row)


def _type(model: type[models.Model], column: str) -> str:
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection)).partition("(")[0]


def _insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    quote = connection.ops.quote_name
    marks = ", ".join(["%s"] * len(columns))
    names = ", ".join(map(quote, columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    dated = {field.column for field in model._meta.concrete_fields if isinstance(field, models.DateField)}
    plain = _Plain([place for place, column in enumerate(columns) if column in dated])
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, _AT_ONCE)):
            cursor.executemany(statement, list(map(plain.row, some)))


class _Plain:
    """Rows as SQLite stores them: dates and moments are text, and thousands of rows have the same few."""

    def __init__(self, dated: Sequence[int]) -> None:
        self._dated = dated
        self._texts: dict[Any, Any] = {None: None}

    def row(self, row: Row) -> Row:
        """Return the row with dates and datetimes as text."""
        plain = list(row)
        for place in self._dated:
            value = plain[place]
            text = self._texts.get(value)
            if text is None and value is not None:
                text = self._texts[value] = _plain(value)
            plain[place] = text
        return plain


def _plain(value: Any) -> Any:
    """Return a value as SQLite stores it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, date) else value
