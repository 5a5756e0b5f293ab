"""`amity upgrade`: back up, migrate and verify. Servers do the same at their start if migrations are missing."""

import argparse
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from amity.agency.editions import triggers
from amity.audit import trail
from amity.backups import commands, queries, rules, schema
from amity.backups.archive.writer import Written
from amity.backups.cli import ARCHIVE
from amity.backups.faults import BackupFailed
from amity.config.migrating import migrate
from amity.config.serving import integrity
from amity.shared import folder_lock
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.timesheets.sums.verify import verify

log = logging.getLogger("amity.upgrade")
BY = Actor(kind="job", id=0, label="amity upgrade", through="cli")


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `upgrade`."""
    parser = subparsers.add_parser("upgrade", help="back up, update the database to this version, and verify it")
    parser.add_argument("--to", type=Path, metavar="TO", help="folder or file for the backup (default: as scheduled)")
    parser.add_argument("--no-backup", action="store_true", help="make no backup: only if you have made one yourself")
    parser.set_defaults(run=run_upgrade)


def run_upgrade(chosen: argparse.Namespace) -> int:
    """Upgrade an instance that isn't running, and print each step. Raises `Refused` with the way back."""
    data: Path = settings.ENVIRONMENT.data
    with folder_lock.use_alone(data):
        hold_sound(data)
        if not upgrade(now=timezone.now(), to=chosen.to, backup=not chosen.no_backup, tell=print):
            print("The database is up to date.")
            _verify("")
        integrity.record_clean_stop()
        print("Verified: sums, audit log and tables are right. Start Amity with `amity serve`.")
    return 0


def hold_sound(data: Path) -> None:
    """Raise `Refused` for a damaged SQLite database, one without an Amity, and one of a newer version."""
    database = integrity.database_file()
    if database is not None and (found := integrity.damage(database)):
        raise Refused(f"{database} is damaged ({found}). It may be a copy made while Amity ran. {way_back(data)}")
    hold_instance()
    hold_known()


def hold_instance() -> None:
    """Raise `Refused` for a database without an Amity. A server creates none: it would look like an empty agency."""
    if not schema.has_instance():
        raise Refused(
            f"there is no Amity in {_database()}: check AMITY_DATA and DATABASE_URL, `amity restore` a backup, or make "
            "an instance with `amity init`"
        )


def _database() -> str:
    named = connection.settings_dict
    where = f" on {named['HOST']}" if named["HOST"] else ""
    return f"the database {named['NAME']}{where}"


def hold_known() -> None:
    """Raise `Refused` for a database of a newer version of Amity."""
    if newer := schema.unknown_here():
        way = way_back(settings.ENVIRONMENT.data)
        raise Refused(f"the database is from a newer Amity ({newer[0]}). Install that version. To go back: {way}")


def way_back(data: Path) -> str:
    """Return the command that restores the newest backup there is in the data folder, or any other."""
    found = sorted((data / "backups").glob(f"amity-*{ARCHIVE}"), key=lambda path: path.stat().st_mtime)
    return f"Stop Amity and restore a backup: `amity restore {found[-1] if found else 'FILE'} --replace`."


def upgrade(
    *, now: datetime, tell: Callable[[str], object], to: Path | None = None, backup: bool = True
) -> bool:  # fmt: skip
    """Run the missing migrations after a backup, and verify the result. Return whether there were any.

    A database without an Amity is new: there is nothing to back up or verify. Without migrations, triggers of tables
    that only this version watches are made. Raises `Refused`.
    """
    pending = schema.pending()
    if not pending:
        if triggers.missing(connection):
            migrate()
        return False
    if not schema.has_instance():
        migrate()
        return True
    written = _backed_up(to, now, len(pending)) if backup else None
    if written:
        tell(f"Backed up to {written.path}.")
    back = (
        f" To go back, install the version before and run `amity restore {written.path} --replace`." if written else ""
    )
    try:
        migrate()
    except Exception as fault:
        log.exception("a migration failed")
        raise Refused(f"A migration failed: {' '.join(str(fault).split())}.{back}") from fault
    tell(f"Ran {len(pending)} migration(s).")
    _verify(back)
    if written:
        commands.record_result(by=BY, kind=rules.UPGRADE, written=written, started=now, now=timezone.now())
        tell(back.strip())
    return True


def get_tables_ready(*, now: datetime) -> None:
    """Create the tables of a new database, or upgrade those that hold data, for a command that fills them.

    Raises `Refused` for a database of something else or of another encoding than UTF-8, and while Amity is running on
    one that needs an upgrade.
    """
    if not schema.has_instance():
        _hold_ours()
    if schema.pending():
        data: Path = settings.ENVIRONMENT.data
        with folder_lock.use_alone(data):
            if schema.has_instance():
                hold_sound(data)
            upgrade(now=now, tell=print)


def _hold_ours() -> None:
    if foreign := schema.foreign_tables():
        raise Refused(f"{_database()} has tables of something else ({foreign[0]}). Give Amity a database of its own.")
    if encoding := schema.other_encoding():
        raise Refused(
            f"{_database()} is encoded in {encoding}, which holds no names of other languages safely. "
            "Create it again with `createdb --encoding=UTF8 --template=template0`."
        )


def _backed_up(to: Path | None, now: datetime, count: int) -> Written:
    folder = (to or queries.folder_in_any_version()).resolve()
    path = folder if folder.suffix == ARCHIVE else folder / rules.archive_name(rules.UPGRADE, "", now)
    try:
        return commands.write_backup(to=path, now=now)
    except BackupFailed as fault:
        raise Refused(
            f"{count} migration(s) are to run, and no backup could be made first: {fault.sentence} "
            "Fix this, or make your own copy and run `amity upgrade --no-backup`."
        ) from fault


def _verify(back: str) -> None:
    faults = [f"{len(pending)} migration(s) have not run"] if (pending := schema.pending()) else []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = str(cursor.execute("PRAGMA integrity_check(1)").fetchone()[0])
        faults += [] if found == "ok" else [found]
    sums, records = verify(), trail.tampered()
    faults += [f"{len(sums.differing)} sum(s) differ from their entries"] if sums.differing else []
    faults += [f"{len(records)} audit log record(s) don't match their digest"] if records else []
    if faults:
        raise Refused(f"The database is not right: {'; '.join(faults)}.{back}")
