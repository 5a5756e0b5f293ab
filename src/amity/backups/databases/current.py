"""This instance's database, whichever it is: copy it, check a copy, and restore one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psycopg
from django.db import connection

from amity.backups.archive.manifest import TableDigest
from amity.backups.databases import postgres, sqlite
from amity.backups.databases.snapshots import Snapshot
from amity.backups.faults import SOURCE, BackupFailed

Result = TypeVar("Result")


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
    return Database(
        postgres.VENDOR,
        lambda to: _answered(lambda: postgres.snapshot(parameters(), to)),
        lambda dump: _answered(lambda: postgres.restored_tables(parameters(), dump)),
    )


def parameters() -> postgres.Parameters:
    """Return the parameters of the connection to PostgreSQL."""
    found: postgres.Parameters = connection.get_connection_params()
    return found


def _answered(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except psycopg.Error as fault:
        raise BackupFailed(SOURCE, str(fault)) from fault
