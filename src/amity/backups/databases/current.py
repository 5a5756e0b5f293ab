"""This instance's database, whichever it is: copy it, and check a copy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from amity.backups.archive.manifest import TableDigest
from amity.backups.databases import sqlite
from amity.backups.databases.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Database:
    """One kind of database. `restored_tables` returns None if it could only read the copy, not restore it."""

    vendor: str
    snapshot: Callable[[Path], Snapshot]
    restored_tables: Callable[[Path], dict[str, TableDigest] | None]


def database() -> Database:
    """Return the database of this instance."""
    if connection.vendor == sqlite.VENDOR:
        source = Path(str(connection.settings_dict["NAME"]))
        return Database(sqlite.VENDOR, lambda to: sqlite.snapshot(source, to), sqlite.restored_tables)
    from amity.backups.databases import postgres  # noqa: PLC0415 - psycopg takes 0.2 s to import

    return Database(
        postgres.VENDOR,
        lambda to: postgres.snapshot(parameters(), to),
        lambda dump: postgres.restored_tables(parameters(), dump),
    )


def parameters() -> Mapping[str, Any]:
    """Return the parameters of the connection to PostgreSQL."""
    found: Mapping[str, Any] = connection.get_connection_params()
    return found
