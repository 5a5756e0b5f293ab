"""The job that makes a backup, and the check every quarter of an hour whether the nightly one is due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.backups import commands, policy, queries, rules
from amity.jobs import queries as jobs
from amity.jobs.commands import start_job
from amity.jobs.models import Job
from amity.jobs.registry import Progress, every, task, time_zone
from amity.shared.actor import Actor

MAKE: Final = "backups.make"
WORKER: Final = Actor(kind="job", id=0, label="Amity", through="job")


@task(MAKE, label=lazy("Backup"), page=lambda _arguments: reverse("backups:backups"))
def make(progress: Progress, *, by: Actor, now: datetime, kind: str) -> Mapping[str, Any]:
    """Job: write an archive to the scheduled folder, then delete expired ones if it is the nightly one."""
    schedule = queries.schedule()
    name = rules.archive_name(kind, schedule.instance, now)
    progress.step(0, 0, _("Writing the backup and checking it"))
    backup = commands.make_backup(by=by, kind=kind, to=queries.folder() / name, now=now)
    removed = commands.remove_expired(schedule, now) if kind == rules.NIGHTLY else []
    return {"backup": backup.pk, "removed": len(removed)}


@every("backups.nightly", "*/15 * * * *")
def start_when_due(now: datetime) -> None:
    """Start the nightly backup once its hour has come."""
    if is_due(now):
        start_job(by=WORKER, kind=MAKE, arguments={"kind": rules.NIGHTLY}, now=now)


@every("backups.overdue", "5 * * * *")
def mail_if_overdue(now: datetime) -> None:
    """Email administrators if no backup has succeeded for two days."""
    commands.mail_if_overdue(now=now)


def is_due(now: datetime) -> bool:
    """Return whether the nightly backup should start: once a night, and not while one is running."""
    schedule, last = queries.schedule(), queries.last_nightly()
    if not schedule.folder or schedule.changed_at is None or jobs.running(MAKE):
        return False
    since = max(schedule.changed_at, last.started_at) if last else schedule.changed_at
    return rules.is_due(now.astimezone(time_zone()), schedule.hour, since)


def start_now(*, by: Actor, now: datetime) -> Job:
    """Start a backup for an administrator. One that is already running is returned instead."""
    policy.may_manage(by).or_refuse()
    running = jobs.running(MAKE)
    return running[0] if running else start_job(by=by, kind=MAKE, arguments={"kind": rules.MANUAL}, now=now)
