"""Start a job, stop it, and resume or undo one whose worker was killed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from amity.jobs import queries, rules, tasks
from amity.jobs.models import Job, Ticked
from amity.jobs.registry import kinds
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def start_job(*, by: Actor, kind: str, arguments: Mapping[str, Any], now: datetime) -> Job:
    """Save a job and queue it in the same transaction, so that both exist or neither. It runs with `by`'s rights.

    Raises `LookupError` for an unregistered kind.
    """
    if kind not in kinds:
        raise LookupError(kind)
    job = Job.objects.create(
        kind=kind,
        arguments=dict(arguments),
        person_id=by.person_id,
        person_label=by.label,
        heartbeat=now,
        created_at=now,
    )
    tasks.run_job.enqueue(job.pk)
    return job


@command
def cancel_job(*, by: Actor, job_id: int, now: datetime) -> Job:
    """Ask a job to stop: at once if it is queued, after its current chunk if it is running. Finished chunks remain."""
    job = queries.job_seen_by(by, job_id, lock=True)
    if job.state not in rules.OPEN:
        raise Refused(_("This has already ended."))
    job.cancel_requested = True
    if job.state == rules.QUEUED:
        job.state, job.finished_at = rules.CANCELLED, now
    job.save(update_fields=["cancel_requested", "state", "finished_at"])
    return job


@command
def resume_job(*, by: Actor, job_id: int, now: datetime) -> Job:
    """Resume an interrupted or failed job from its last checkpoint."""
    job = queries.job_seen_by(by, job_id, lock=True)
    if job.state not in (rules.INTERRUPTED, rules.FAILED):
        raise Refused(_("There is nothing to resume."))
    job.state, job.cancel_requested, job.heartbeat, job.error_id = rules.QUEUED, False, now, ""
    job.save()
    tasks.run_job.enqueue(job.pk)
    return job


@command
def undo_job(*, by: Actor, job_id: int, now: datetime) -> Job:
    """Undo the work of an interrupted job, using its kind's own undo."""
    job = queries.job_seen_by(by, job_id, lock=True)
    kind = kinds.get(job.kind)
    if job.state != rules.INTERRUPTED or kind is None or kind.undo is None:
        raise Refused(_("There is nothing to undo here."))
    kind.undo(by=by, now=now, **job.arguments)
    job.state, job.finished_at = rules.CANCELLED, now
    job.save()
    return job


def beat(now: datetime) -> None:
    """Record that a worker runs, once a minute for all workers together."""
    if not Ticked.objects.filter(name=rules.WORKER, at__gt=now - rules.BEAT_EVERY, at__lte=now).exists():
        Ticked.objects.update_or_create(name=rules.WORKER, defaults={"at": now})


def sweep(now: datetime) -> int:
    """Restart jobs of killed workers up to three times, or let a person decide if the kind asks for it.

    A heartbeat from the future was written before the clock was set back. A living worker would have renewed it.
    """
    silent = Q(heartbeat__lt=now - rules.SILENT) | Q(heartbeat__gt=now + rules.SILENT)
    silent_jobs = Job.objects.filter(silent, state__in=rules.OPEN)
    return sum(_take_up(job, now) for job in silent_jobs.order_by("id")[:50])


@command
def _take_up(job: Job, now: datetime) -> bool:
    kind = kinds.get(job.kind)
    state = rules.QUEUED
    if job.state == rules.RUNNING and kind is not None and kind.on_killed == "ask":
        state = rules.INTERRUPTED
    elif job.state == rules.RUNNING and job.attempts >= rules.MOST_ATTEMPTS:
        state = rules.FAILED
    same = Job.objects.filter(pk=job.pk, state=job.state, heartbeat=job.heartbeat)
    ended = now if state == rules.FAILED else F("finished_at")
    if not same.update(state=state, heartbeat=now, finished_at=ended):
        return False
    if state == rules.QUEUED:
        tasks.run_job.enqueue(job.pk)
    return True
