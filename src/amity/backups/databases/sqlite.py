"""Copy a SQLite database while it is written to, digest its rows, and check a restored copy."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from amity.backups.archive.manifest import TableDigest
from amity.backups.databases.snapshots import MIGRATIONS, ROWS_OF_FILES, FileRow, Snapshot

VENDOR: Final = "sqlite"
WAIT_SECONDS: Final = 60
CHUNK: Final = 5_000
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def snapshot(source: Path, to: Path) -> Snapshot:
    """Copy the database to a new file. Writers go on meanwhile. Raises `sqlite3.Error` for a damaged one.

    One transaction reads the rows for the digests and the pages for the copy, so both are of the same moment.
    """
    with closing(_connected(source)) as live:
        live.execute("BEGIN")
        tables = digests(live)
        migrations = [f"{app}.{name}" for app, name in live.execute(MIGRATIONS)]
        files = [FileRow(*row) for row in live.execute(ROWS_OF_FILES)]
        with closing(sqlite3.connect(to)) as copy:
            live.backup(copy)
        live.execute("ROLLBACK")
    return Snapshot(tables, migrations, files)


def restored_tables(path: Path) -> dict[str, TableDigest]:
    """Return the digests of a restored copy. Raises `sqlite3.DatabaseError` if it is damaged."""
    with closing(_connected(path)) as database:
        (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        return digests(database)


def digests(database: sqlite3.Connection) -> dict[str, TableDigest]:
    """Return the number of rows and a digest of each table."""
    names = sorted(name for (name,) in database.execute(TABLES))
    database.text_factory = bytes
    try:
        return {name: _digest(database, name) for name in names}
    finally:
        database.text_factory = str


def _digest(database: sqlite3.Connection, table: str) -> TableDigest:
    rows, digest = 0, hashlib.sha256()
    quoted = table.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{quoted}" ORDER BY rowid')  # noqa: S608 - quoted, and read from the schema
    while chunk := cursor.fetchmany(CHUNK):
        rows += len(chunk)
        digest.update(repr(chunk).encode())
    return TableDigest(rows, digest.hexdigest())


def _connected(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?mode=rw"  # never makes a missing file
    return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
