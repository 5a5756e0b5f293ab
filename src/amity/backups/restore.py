"""Put an archive back: into an empty place, or next to what was there. Nothing changes before all of it is checked."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from amity.backups import schema
from amity.backups.archive import manifest, reader
from amity.backups.archive.manifest import Manifest, TableDigest
from amity.backups.archive.reader import Archive
from amity.backups.databases import sqlite
from amity.backups.databases.current import parameters
from amity.backups.faults import named
from amity.shared import folder_lock
from amity.shared.errors import Refused

WORKPLACE: Final = ".amity-restore"
ASIDE: Final = "replaced-"
"""The start of the folder that gets what a restore replaced."""
COMPANIONS: Final = ("-wal", "-shm")
"""Endings of the files that SQLite may leave next to its database."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `aside` names where the replaced data is now, "" if nothing was replaced."""

    manifest: Manifest
    aside: str


def restore(path: Path, *, replace: bool, now: datetime) -> Restored:
    """Restore an archive into the data folder and database of this environment.

    Raises `Refused` for a damaged archive, one of a newer version or of the other kind of database, and for a place in
    use unless `replace`. What is replaced is moved aside, not deleted. `BackupFailed` if the disk is full.
    """
    data: Path = settings.ENVIRONMENT.data
    connection.close()
    with folder_lock.use_alone(data), named(str(data)), reader.opened(path) as archive:
        _hold_fitting(archive)
        if not replace:
            _hold_empty(data)
        with _workplace(data) as workplace:
            reader.unpack(archive, workplace)
            stamp = f"{now.astimezone(UTC):%Y%m%dt%H%M%S}"
            if connection.vendor == sqlite.VENDOR:
                aside = _restore_sqlite(archive, workplace, data, stamp)
            else:
                aside = _restore_postgres(archive, workplace, data, stamp)
            return Restored(archive.manifest, aside)


def _restore_sqlite(archive: Archive, workplace: Path, data: Path, stamp: str) -> str:
    database = workplace / manifest.DATABASE
    try:
        _compare(archive, sqlite.restored_tables(database))
    except sqlite3.DatabaseError as fault:
        raise reader.damaged(archive.path, str(fault)) from fault
    file = _database_file()
    aside = _move_aside(archive, data, stamp, [file, *(file.with_name(file.name + end) for end in COMPANIONS)])
    _move_in(workplace, data)
    shutil.move(database, file)
    return aside


def _restore_postgres(archive: Archive, workplace: Path, data: Path, stamp: str) -> str:
    from amity.backups.databases import postgres  # noqa: PLC0415 - psycopg takes 0.2 s to import

    if postgres.others_connected(parameters()):
        raise Refused(_("Others are connected to the database. Stop Amity first."))
    moved = "" if postgres.is_empty(parameters()) else postgres.move_aside(parameters(), stamp)
    try:
        _compare(archive, postgres.restored(parameters(), workplace / manifest.DATABASE))
    except BaseException:
        if moved:
            postgres.move_back(parameters(), moved)
        raise
    aside = _move_aside(archive, data, stamp, [])
    _move_in(workplace, data)
    return ", ".join(filter(None, (moved, aside)))


def _hold_fitting(archive: Archive) -> None:
    stated = archive.manifest
    if newer := schema.unknown(stated.migrations):
        raise Refused(
            _("%(path)s is from a newer Amity (%(version)s, with %(migration)s). Install that version first.")
            % {"path": archive.path, "version": stated.amity, "migration": newer[0]}
        )
    if stated.vendor != connection.vendor:
        raise Refused(
            _("%(path)s contains a %(vendor)s database, but DATABASE_URL names another kind.")
            % {"path": archive.path, "vendor": {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[stated.vendor]}
        )


def _hold_empty(data: Path) -> None:
    files = data / "files"
    if (files.is_dir() and any(files.iterdir())) or _database_is_used():
        raise Refused(
            _("%(data)s or its database is in use. Restore into an empty place, or add --replace to move it aside.")
            % {"data": data}
        )


def _database_is_used() -> bool:
    if connection.vendor == sqlite.VENDOR:
        return _database_file().exists()
    from amity.backups.databases import postgres  # noqa: PLC0415 - psycopg takes 0.2 s to import

    return not postgres.is_empty(parameters())


def _compare(archive: Archive, tables: dict[str, TableDigest]) -> None:
    if differing := manifest.differences(archive.manifest.tables, tables):
        raise reader.damaged(archive.path, ", ".join(differing))


def _move_aside(archive: Archive, data: Path, stamp: str, database: list[Path]) -> str:
    """Move the data that will be replaced to a folder of its own, and return it, or "" if there is none.

    A key alone is no data: this command made it, since the folder was empty.
    """
    aside, key = data / f"{ASIDE}{stamp}", data / "secret_key"
    found = [one for one in (*database, data / "files") if one.exists()]
    if not found:
        return ""
    aside.mkdir(mode=0o700)
    for one in (*found, *([key] if archive.manifest.key else [])):
        shutil.move(one, aside / one.name)
    return str(aside)


def _move_in(workplace: Path, data: Path) -> None:
    """Move files and key to their places. The database follows last: without one, Amity doesn't start."""
    for name in ("files", "secret_key"):
        if (workplace / name).exists():
            (workplace / name).rename(data / name)


def _database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


@contextmanager
def _workplace(data: Path) -> Iterator[Path]:
    place = data / WORKPLACE
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
