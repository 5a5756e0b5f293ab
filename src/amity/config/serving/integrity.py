"""Whether the SQLite database is whole: checked at a start, unless it is the very file that a clean stop left."""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from django.conf import settings

log = logging.getLogger("amity.serve")
RECORD: Final = "clean_stop.json"
"""What a clean stop leaves: inode, size and time of the database file. Any copy and any crash differ from it."""


def database_file() -> Path | None:
    """Return the file of the SQLite database, or None on PostgreSQL."""
    database = settings.DATABASES["default"]
    return Path(str(database["NAME"])) if database["ENGINE"].endswith("sqlite3") else None


def damage(database: Path) -> str:
    """Return what is damaged, or "". A file that was copied here or not closed properly is read completely.

    A damaged copy often opens, and its indexes miss rows. `quick_check` only counts their entries, so all is compared.
    """
    if not database.exists() or _recorded() == _stamp(database):
        return ""
    log.info("checking %s, which was not stopped cleanly or was put there", database)
    address = f"file:{quote(str(database))}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=60)) as opened:
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as fault:
        return str(fault)
    return "" if found == "ok" else " ".join(str(found).split())


def record_clean_stop() -> None:
    """Write the log of a SQLite database into its file, and record that file. Called when no process uses it."""
    if (database := database_file()) is None:
        return
    record = settings.ENVIRONMENT.data / RECORD
    try:
        with closing(sqlite3.connect(database, timeout=5)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        new = record.with_suffix(".new")
        new.write_text(json.dumps(_stamp(database)))
        new.replace(record)
    except (OSError, sqlite3.Error) as fault:
        log.warning("the clean stop could not be recorded: %s", fault)


def _stamp(database: Path) -> list[int]:
    found = database.stat()
    log_file = database.with_name(f"{database.name}-wal")
    unwritten = log_file.stat().st_size if log_file.exists() else 0
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, unwritten]


def _recorded() -> list[int]:
    try:
        recorded: list[int] = json.loads((settings.ENVIRONMENT.data / RECORD).read_text())
    except (OSError, ValueError):
        return []
    return recorded
