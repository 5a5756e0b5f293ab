"""Queries for jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from amity.jobs import policy, rules
from amity.jobs.models import Job, Ticked
from amity.jobs.registry import kinds
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class JobPage:
    """The values of a job's page."""

    job: Job
    label: str
    state_label: str
    moving: bool
    may_undo: bool
    leads_to: str


def job_seen_by(actor: Actor, job_id: int, *, lock: bool = False) -> Job:
    """Return a job the actor can see. Raises `NotSeen` otherwise."""
    gone = _("Job not found.")
    job = seen_or_missing(Job.objects, job_id, gone, lock=lock)
    if not policy.may_see(actor, job):
        raise NotSeen(gone)
    return job


def jobs_seen_by(actor: Actor) -> QuerySet[Job]:
    """Return every job. Raises `Refused` unless the actor is an administrator."""
    policy.may_see_all(actor).or_refuse()
    return Job.objects.all()


def page_of(job: Job) -> JobPage:
    """Return the values of a job's page."""
    kind = kinds.get(job.kind)
    leads_to = kind.page(job.arguments) if kind and kind.page else ""
    return JobPage(
        job=job,
        label=label_of(job.kind),
        state_label=state_labels()[job.state],
        moving=job.state in rules.OPEN,
        may_undo=bool(kind and kind.undo),
        leads_to=leads_to,
    )


def label_of(name: str) -> str:
    """Return the label of a kind of job, or its name if no part registers it any more."""
    kind = kinds.get(name)
    return str(kind.label) if kind else name


def running(kind: str) -> list[Job]:
    """Return the queued and running jobs of a kind. Pages show "import running, n of m"."""
    return list(Job.objects.filter(kind=kind, state__in=rules.OPEN).order_by("id"))


def newest(kind: str) -> Job | None:
    """Return the job of a kind that was started last, or None."""
    return Job.objects.filter(kind=kind).order_by("-id").first()


def needing_someone() -> int:
    """Return how many jobs failed or were interrupted."""
    return Job.objects.filter(state__in=rules.NEED_SOMEONE).count()


def last_beat() -> datetime | None:
    """Return when a worker last recorded that it runs, or None if none ever did."""
    return Ticked.objects.filter(name=rules.WORKER).values_list("at", flat=True).first()


def stuck_jobs(now: datetime) -> int:
    """Return the number of jobs that should be active but have had no progress for a quarter of an hour."""
    return Job.objects.filter(state__in=rules.OPEN, heartbeat__lt=now - rules.STUCK).count()


def unfinished_by_state(now: datetime) -> dict[str, float]:
    """Return the number of jobs in each state that needs work or a person."""
    counted = dict.fromkeys(sorted(rules.UNFINISHED), 0.0)
    found = Job.objects.filter(state__in=rules.UNFINISHED).values_list("state").annotate(number=Count("id"))
    return counted | {state: float(number) for state, number in found}


def heartbeat_age(now: datetime) -> float | None:
    """Return the seconds since a worker recorded that it runs, or None if none ever did."""
    beat = last_beat()
    return None if beat is None else (now - beat).total_seconds()


def state_labels() -> dict[str, str]:
    """Return the labels of the states."""
    return {
        rules.QUEUED: _("Queued"),
        rules.RUNNING: _("Running"),
        rules.DONE: _("Done"),
        rules.FAILED: _("Failed"),
        rules.CANCELLED: _("Stopped"),
        rules.INTERRUPTED: _("Interrupted"),
    }
