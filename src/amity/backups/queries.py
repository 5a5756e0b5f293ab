"""Queries for backups: the schedule, the results, and what to report."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from amity.backups import policy, rules
from amity.backups.models import Backup, Schedule
from amity.shared.actor import Actor

SHOWN = 20


@dataclass(frozen=True, slots=True)
class BackupsPage:
    """The values of the administrator's page. `overdue` if no backup has succeeded in the last two days."""

    schedule: Schedule
    results: list[Backup]
    overdue: bool


def page_seen_by(actor: Actor, now: datetime) -> BackupsPage:
    """Return the values of the page. Raises `Refused` for everyone but administrators."""
    policy.may_manage(actor).or_refuse()
    good = last_good()
    return BackupsPage(
        schedule=schedule(),
        results=list(Backup.objects.order_by("-finished_at", "-pk")[:SHOWN]),
        overdue=good is None or now - good.finished_at > rules.OVERDUE,
    )


def schedule() -> Schedule:
    """Return the schedule, unsaved and without a folder until someone sets it."""
    return Schedule.objects.filter(pk=1).first() or Schedule(pk=1)


def schedule_to_change() -> Schedule:
    """Return the schedule, locked if it is saved."""
    return Schedule.objects.select_for_update().filter(pk=1).first() or Schedule(pk=1)


def folder() -> Path:
    """Return the folder for backups: the scheduled one, or one in the data folder."""
    return Path(schedule().folder or default_folder())


def folder_in_any_version() -> Path:
    """Return the folder for backups of a database whose tables may be those of an earlier version."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT folder FROM backups_schedule WHERE id = 1")
            row = cursor.fetchone()
    except DatabaseError:
        row = None
    return Path(row[0]) if row and row[0] else default_folder()


def default_folder() -> Path:
    """Return the folder for backups if none is set."""
    data: Path = settings.ENVIRONMENT.data
    return data / "backups"


def last() -> Backup | None:
    """Return the result of the last backup."""
    return Backup.objects.order_by("-finished_at", "-pk").first()


def last_good() -> Backup | None:
    """Return the last backup that succeeded."""
    return Backup.objects.filter(fault="").order_by("-finished_at", "-pk").first()


def last_nightly() -> Backup | None:
    """Return the result of the last nightly backup."""
    return Backup.objects.filter(kind=rules.NIGHTLY).order_by("-finished_at", "-pk").first()


def age(now: datetime) -> float | None:
    """Return the seconds since the last backup that succeeded, or None if there is none."""
    good = last_good()
    return None if good is None else (now - good.finished_at).total_seconds()
