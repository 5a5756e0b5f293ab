"""A copy of a database's rows and the folder of files, to be restored later in the run."""

from collections.abc import Callable, Hashable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from amity.agency.editions.triggers import PREFIXES
from tests.matrix.rows import Rows, tables

NOTED = tuple(noted._meta.db_table for noted in PREFIXES)
Built = TypeVar("Built")
MOST_KEPT = 2
_built: "dict[Hashable, list[tuple[Snapshot, Snapshot, Any]]]" = {}
"""What was built under a key, the latest first: the database before and after, and its description."""


def built_once(key: Hashable, build: Callable[[], Built]) -> Built:
    """Build in the database, or restore what was built under this key on a database with the same rows.

    The first may have been built with a row that a late request of the test before it left. So two are kept.
    """
    before, kept = Snapshot.now(), _built.setdefault(key, [])
    for empty, full, described in kept:
        if empty.rows == before.rows:
            full.put_back(before)
            found: Built = deepcopy(described)
            return found
    made = build()
    kept[:] = [(before, Snapshot.now(), deepcopy(made)), *kept[: MOST_KEPT - 1]]
    return made


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
        folder, here = Path(settings.MEDIA_ROOT), tables()
        files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return cls(here.read(), here.counters(), files)

    def put_back(self, before: "Snapshot") -> None:
        """Change the database from its state `before` to the state of this snapshot."""
        others = {table: rows for table, rows in self.rows.items() if table not in NOTED}
        changed = {table: rows for table, rows in others.items() if rows != before.rows[table]}
        # One transaction: what a row refers to may come after it.
        with transaction.atomic():
            # Triggers note the changes of other tables, so what they noted is put back when all others are.
            here = tables()
            here.write({**changed, **{table: self.rows[table] for table in NOTED}})
            here.set_counters(self.counters)
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
