"""Rows of whole tables, read and written as the database stores them, without Django and its conversions."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.db import connection

Rows = Sequence[Any]
"""The rows of a table, or on PostgreSQL the text of each."""


class Tables(Protocol):
    """The tables of a database."""

    def read(self) -> Mapping[str, Rows]:
        """Return the rows of each table."""

    def write(self, rows: Mapping[str, Rows]) -> None:
        """Replace the rows of some tables, in their order. What a row refers to may come after it."""

    def counters(self) -> Rows:
        """Return the last numbers given."""

    def set_counters(self, numbers: Rows) -> None:
        """Continue after these numbers."""


def tables() -> Tables:
    """Return the tables of the default connection."""
    connection.ensure_connection()
    return _Sqlite(connection.connection) if connection.vendor == "sqlite" else _Postgresql(connection.connection)


class _Sqlite:
    COUNTERS = "sqlite_sequence"
    NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def read(self) -> Mapping[str, Rows]:
        return {name: self._rows(name) for (name,) in self._raw.execute(self.NAMES).fetchall()}

    def write(self, rows: Mapping[str, Rows]) -> None:
        for table, content in rows.items():
            self._raw.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the database's own names
            places = ", ".join("?" * len(content[0])) if content else ""
            self._raw.executemany(f'INSERT INTO "{table}" VALUES ({places})', content) if content else None  # noqa: S608

    def counters(self) -> Rows:
        return self._rows(self.COUNTERS)

    def set_counters(self, numbers: Rows) -> None:
        self.write({self.COUNTERS: numbers})

    def _rows(self, table: str) -> Rows:
        """Return rows as stored. The + before each column hides its type, so Python doesn't convert it."""
        columns = ", ".join(f'+"{one[1]}"' for one in self._raw.execute(f'PRAGMA table_info("{table}")'))
        found: Rows = self._raw.execute(f'SELECT {columns} FROM "{table}"').fetchall()  # noqa: S608
        return found


class _Postgresql:
    NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1"

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def read(self) -> Mapping[str, Rows]:
        with self._raw.cursor() as cursor:
            names = [name for (name,) in cursor.execute(self.NAMES).fetchall()]
            return {name: self._rows(cursor, name) for name in names}

    def write(self, rows: Mapping[str, Rows]) -> None:
        with self._raw.cursor() as cursor:
            for table, content in rows.items():
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the database's own names
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    for row in content:
                        copy.write(row)

    def counters(self) -> Rows:
        with self._raw.cursor() as cursor:
            found: Rows = cursor.execute(self.COUNTERS).fetchall()
            return found

    def set_counters(self, numbers: Rows) -> None:
        with self._raw.cursor() as cursor:
            for name, last in numbers:
                cursor.execute("SELECT setval(%s::regclass, %s, %s)", [f'"{name}"', last or 1, last is not None])

    def _rows(self, cursor: Any, table: str) -> Rows:
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            return [bytes(row) for row in copy]
