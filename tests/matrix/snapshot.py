"""A copy of a SQLite database and the folder of files, to be restored later in the run."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from amity.agency.editions.triggers import PREFIXES

COUNTERS, NOTED = "sqlite_sequence", tuple(noted._meta.db_table for noted in PREFIXES)
Rows = Sequence[tuple[Any, ...]]
Built = TypeVar("Built")
_built: "dict[Hashable, tuple[Snapshot, Snapshot, Any]]" = {}
"""What was built under a key: the database before and after, and its description."""


def built_once(key: Hashable, build: Callable[[], Built]) -> Built:
    """Build in the database, or restore what was built under this key on a database with the same rows.

    On PostgreSQL, where few tests use it, each builds its own.
    """
    if connection.vendor != "sqlite":
        return build()
    before = Snapshot.now()
    if key not in _built:
        made = build()
        _built[key] = before, Snapshot.now(), deepcopy(made)
        return made
    empty, full, described = _built[key]
    if empty.rows != before.rows:
        return build()
    full.put_back(before)
    found: Built = deepcopy(described)
    return found


def number_from_one() -> None:
    """Reset sequences after the existing rows, since a large id would look like an amount."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


@dataclass(frozen=True)
class Snapshot:
    """The rows of each table, the last numbers given, and the files."""

    rows: Mapping[str, Rows]
    counters: Rows
    files: Mapping[Path, bytes]

    @classmethod
    def now(cls) -> "Snapshot":
        """Return the current state, including the open transaction."""
        rows = {table: _rows(table) for table in _tables()}
        folder = Path(settings.MEDIA_ROOT)
        return cls(rows, _rows(COUNTERS), {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()})

    def put_back(self, before: "Snapshot") -> None:
        """Change the database from its state `before` to the state of this snapshot."""
        others = {table: rows for table, rows in self.rows.items() if table not in NOTED}
        changed = {table: rows for table, rows in others.items() if rows != before.rows[table]}
        # One transaction: what a row refers to may come after it.
        with transaction.atomic(), connection.cursor() as cursor:
            # Triggers note the changes of other tables, so what they noted is put back when all others are.
            noted = {table: self.rows[table] for table in NOTED}
            for table, rows in {**changed, **noted, COUNTERS: self.counters}.items():
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the database's own names
                places = ", ".join("?" * len(rows[0])) if rows else ""
                if rows:
                    _raw().executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _tables() -> list[str]:
    found = _raw().execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return [name for (name,) in found]


def _rows(table: str) -> Rows:
    """Return rows as stored. The + before each column hides its type, so Python doesn't convert it."""
    columns = ", ".join(f'+"{one[1]}"' for one in _raw().execute(f'PRAGMA table_info("{table}")'))
    return _raw().execute(f'SELECT {columns} FROM "{table}"').fetchall()  # type: ignore[no-any-return]  # noqa: S608


def _raw() -> Any:
    connection.ensure_connection()
    return connection.connection
