"""Make a backup, record its result, and change the schedule."""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.backups import mails, policy, queries, rules
from amity.backups.archive.writer import Source, Written, write_archive
from amity.backups.databases.current import database
from amity.backups.faults import FOLDER, BackupFailed
from amity.backups.models import Backup, Schedule
from amity.backups.rules import ScheduleFields
from amity.files.queries import stored_paths
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied, value_of, write


def write_backup(*, to: Path, now: datetime, with_key: bool = True, check: bool = True) -> Written:
    """Write an archive of this instance and record nothing, so that it works on a database of an earlier version."""
    key: Path = settings.ENVIRONMENT.data / "secret_key"
    source = Source(database(), Path(settings.MEDIA_ROOT), key if with_key else None, stored_paths)
    if to.exists():
        raise BackupFailed(FOLDER, f"{to}: {os.strerror(17)}")
    return write_archive(source, to, now=now, check=check)


def make_backup(
    *, by: Actor, kind: str, to: Path, now: datetime, with_key: bool = True, check: bool = True
) -> Backup:  # fmt: skip
    """Write an archive and record the result. No transaction is open meanwhile. Raises `BackupFailed`, recorded too."""
    try:
        written = write_backup(to=to, now=now, with_key=with_key, check=check)
    except BackupFailed as fault:
        record_failure(by=by, kind=kind, to=to, started=now, fault=fault, now=timezone.now())
        raise
    return record_result(by=by, kind=kind, written=written, started=now, now=timezone.now())


@command
def record_result(*, by: Actor, kind: str, written: Written, started: datetime, now: datetime) -> Backup:
    """Record a finished backup."""
    stated = written.manifest
    backup = Backup.objects.create(
        kind=kind, path=str(written.path)[:500], size=written.size, checked=written.checked, rows=stated.rows,
        files=len(stated.files), faulty_files=len(stated.lost) + len(stated.changed), started_at=started,
        finished_at=now,
    )  # fmt: skip
    changes = {"kind": kind, "file": backup.path, "size": backup.size}
    trail.record("backup.made", subject=backup, by=by, at=now, changes=changes)
    return backup


@command
def record_failure(
    *, by: Actor, kind: str, to: Path, started: datetime, fault: BackupFailed, now: datetime
) -> Backup:  # fmt: skip
    """Record a backup that failed. A nightly one is emailed to administrators, once for each reason in a row."""
    before = queries.last_nightly()
    backup = Backup.objects.create(
        kind=kind, path=str(to)[:500], fault=fault.code, detail=fault.detail, started_at=started, finished_at=now
    )
    changes = {"kind": kind, "file": backup.path, "reason": fault.code}
    trail.record("backup.failed", subject=backup, by=by, at=now, changes=changes)
    if kind == rules.NIGHTLY and (before is None or before.fault != fault.code):
        mails.notify_of_failure(backup, now)
    return backup


@command
def mail_if_overdue(*, now: datetime) -> bool:
    """Email administrators once if backups are scheduled and none has succeeded for two days. Return whether it was."""
    schedule = queries.schedule_to_change()
    if not schedule.folder or schedule.changed_at is None:
        return False
    good = queries.last_good()
    since = max(schedule.changed_at, good.finished_at) if good else schedule.changed_at
    if not rules.overdue_unmailed(since, schedule.overdue_mailed_at, now):
        return False
    schedule.overdue_mailed_at = now
    schedule.save(update_fields=["overdue_mailed_at"])
    mails.notify_of_overdue(since, now)
    return True


@command
def change_schedule(*, by: Actor, version: int, fields: ScheduleFields, now: datetime) -> Schedule:
    """Change when and where nightly backups are made. The folder must exist, and Amity must be able to write to it."""
    policy.may_manage(by).or_refuse()
    new = tidied(fields)
    if new.folder:
        _hold_usable(new.folder)
    schedule = queries.schedule()
    schedule.expect(version)
    before = asdict(value_of(schedule, ScheduleFields))
    write(new, schedule)
    schedule.instance = schedule.instance or secrets.token_hex(4)
    schedule.changed_at = now
    schedule.save()
    changes = {"before": before, "after": asdict(new)}
    trail.record("backup.schedule_changed", subject=schedule, by=by, at=now, changes=changes)
    return schedule


def remove_expired(schedule: Schedule, now: datetime) -> list[Path]:
    """Delete the nightly archives of this instance that are older than the schedule keeps. Return them."""
    folder, removed = Path(schedule.folder), []
    for name in rules.expired([file.name for file in folder.iterdir()], schedule.instance, schedule.keep_days, now):
        with suppress(OSError):
            (folder / name).unlink()
            removed.append(folder / name)
    return removed


def _hold_usable(folder: str) -> None:
    path = Path(folder)
    if not path.is_absolute():
        raise Invalid(_("Enter the whole path, starting with /."), field="folder")
    try:
        with tempfile.TemporaryFile(dir=path) as probe:
            probe.write(b"amity")
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", "") or str(fault)
        raise Invalid(
            _("Amity can’t write to this folder: %(reason)s. Create it, or choose another.") % {"reason": reason},
            field="folder",
        ) from None
