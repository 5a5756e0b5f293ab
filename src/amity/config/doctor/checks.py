"""Check the database and stored files for broken, stuck or missing records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from amity.agency.editions import triggers
from amity.backups import queries as backups
from amity.backups import rules as backup_rules
from amity.backups import schema
from amity.config.operations.health import worker_is_silent
from amity.files.queries import stored_paths
from amity.imports.queries import interrupted_batches
from amity.jobs.queries import last_beat, stuck_jobs
from amity.outbox import queries as outbox
from amity.outbox import rules as mail

Kind = Literal["unsafe", "broken", "missing", "note"]
NEW_FILE: Final = timedelta(days=1)
"""A file younger than this may belong to a row that is still being written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault to fix: unsafe or broken (exit 1), missing, or only for information."""

    kind: Kind
    sentence: str


def database_is_absent() -> bool:
    """Return whether there is no database file. Connecting would create an empty one."""
    return connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file()


def database_works() -> Iterator[Finding]:
    """Yield findings if the database is unreachable, damaged, read-only or of another version."""
    if database_is_absent():
        yield Finding("broken", f"there is no database at {connection.settings_dict['NAME']}: `amity init` makes one")
        return
    try:
        yield from _damage()
        yield from _version()
    except DatabaseError as fault:
        yield Finding("broken", f"the database does not answer: {' '.join(str(fault).split())}")


def _damage() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = [str(row[0]) for row in cursor.execute("PRAGMA quick_check(3)").fetchall()]
        if found != ["ok"]:
            yield Finding("broken", f"the database is damaged, `amity restore` a backup: {found[0]}")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE amity_doctor_probe (id integer)")
        transaction.set_rollback(True)


def _version() -> Iterator[Finding]:
    if newer := schema.unknown_here():
        yield Finding("broken", f"the database is newer than this Amity ({newer[0]}): install the newer version")
    if pending := schema.pending():
        yield Finding("broken", f"{len(pending)} migration(s) have not run: `amity upgrade`")
    elif tables := triggers.missing(connection):
        yield Finding("missing", f"triggers on {', '.join(tables)}: pages are slower until `amity upgrade` makes them")


def work_goes_on(now: datetime) -> Iterator[Finding]:
    """Yield findings if no worker runs, and for jobs that wait for a person."""
    beat, stuck = last_beat(), stuck_jobs(now)
    silent = worker_is_silent(beat, now)
    since = f"none since {beat:%Y-%m-%d %H:%M} UTC" if beat else "none has run yet"
    if silent and stuck:
        yield Finding("broken", f"{stuck} job(s) wait and no worker runs ({since}): start `amity serve` or a worker")
    elif silent:
        yield Finding("note", f"no worker runs ({since}): `amity serve` starts one")
    elif stuck:
        yield Finding("broken", f"{stuck} job(s) are stuck although a worker runs: read its log")
    for batch in interrupted_batches():
        yield Finding("missing", f"import {batch.pk} was interrupted: `amity import --resume {batch.pk}` or undo it")
    counts = outbox.counts()
    given_up = counts[mail.FAILED] + counts[mail.UNKNOWN]
    if given_up:
        yield Finding("missing", f"{given_up} mail(s) were given up or may not have been sent: see Settings, Mail")


def last_backup(now: datetime) -> Iterator[Finding]:
    """Yield findings if there is no backup, the last one failed, or none succeeded in the last two days."""
    last, good = backups.last(), backups.last_good()
    if last is None:
        yield Finding("missing", "there is no backup yet: `amity backup`, or Settings, Backups for one every night")
        return
    if last.fault:
        yield Finding("broken", f"the last backup, {last.finished_at:%Y-%m-%d %H:%M} UTC, failed: {last.sentence}")
    if good is None:
        yield Finding("missing", "no backup has succeeded yet: `amity backup`")
    elif now - good.finished_at > backup_rules.OVERDUE:
        yield Finding("missing", f"the last backup is from {good.finished_at:%Y-%m-%d %H:%M} UTC: {good.path}")
    elif not Path(good.path).is_file():
        yield Finding("note", f"the last backup was moved or is on another machine: {good.path}")


def files_and_rows(now: datetime) -> Iterator[Finding]:
    """Yield rows without a stored file, and stored files without a row."""
    media = Path(settings.MEDIA_ROOT)
    rows = stored_paths()
    there = {str(one.relative_to(media)): one for one in media.rglob("*") if one.is_file()} if media.is_dir() else {}
    lost = sorted(rows - set(there))
    if lost:
        yield Finding("broken", f"{len(lost)} stored file(s) are gone from {media}, as {lost[0]}: restore a backup")
    oldest_new = (now - NEW_FILE).timestamp()
    left = [path for path, file in there.items() if path not in rows and file.stat().st_mtime < oldest_new]
    if left:
        yield Finding("note", f"{len(left)} file(s) in {media} belong to nothing, as {sorted(left)[0]}")
