"""Run a job: claim it, update its heartbeat, and record how it ended."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import connections
from django.db.models import F, QuerySet
from django.utils import timezone

from amity.jobs import rules
from amity.jobs.models import Job
from amity.jobs.registry import Cancelled, Stopped, actor_of_job, kinds, time_zone
from amity.shared.errors import Refusal
from amity.shared.log_context import log_fields
from amity.shared.query_count import counted_queries
from amity.shared.rows.unavailable import is_unavailable

log = logging.getLogger("amity.jobs")
BEAT_SECONDS = 10.0
stopping = threading.Event()
"""Set when this worker is asked to stop."""


class Step:
    """The handle that a running job gets. It writes only while the job still belongs to this worker."""

    def __init__(self, job_id: int, attempt: int, clock: Callable[[], datetime]) -> None:
        self.job_id = job_id
        self.attempt = attempt
        self.clock = clock

    def mine(self) -> QuerySet[Job]:
        """Return the job, unless a sweep has given it to another worker."""
        return Job.objects.filter(pk=self.job_id, attempts=self.attempt, state=rules.RUNNING)

    def step(self, done: int, of: int = 0, message: str = "") -> None:
        """Save progress. Raises `Cancelled` when someone stopped it or another worker has it, and `Stopped` when
        this worker ends.
        """
        written = self.mine().filter(cancel_requested=False)
        if not written.update(done=done, of=of, message=message[:300], heartbeat=self.clock()):
            raise Cancelled
        if stopping.is_set():
            raise Stopped


def run(job_id: int, *, beating: bool = False, clock: Callable[[], datetime] = timezone.now) -> str:
    """Run a queued job and return its state at the end, `queued` if this worker has to stop before.

    Returns "" and does nothing if another worker has the job, so running it twice is harmless.
    """
    now = clock()
    queued = Job.objects.filter(pk=job_id, state=rules.QUEUED)
    if not queued.update(state=rules.RUNNING, attempts=F("attempts") + 1, heartbeat=now, started_at=now):
        return ""
    job = Job.objects.get(pk=job_id)
    step = Step(job_id, job.attempts, clock)
    heart = _Heart(step) if beating else None
    began = time.perf_counter()
    with log_fields(job=job_id, kind=job.kind, person=job.person_id), counted_queries() as queries:
        try:
            state = _run(job, step, clock)
        finally:
            if heart:
                heart.stop()
        ms = round((time.perf_counter() - began) * 1000, 1)
        log.info("job %s", state, extra={"fields": {"ms": ms, "queries": queries.number}})
    return state


def _run(job: Job, step: Step, clock: Callable[[], datetime]) -> str:
    """Run the job and return its state at the end. A database that doesn't answer leaves it to the next sweep."""
    try:
        kind = kinds[job.kind]
        step.step(job.done, job.of, job.message)
        by = actor_of_job(job.person_id, job.person_label)
        with timezone.override(time_zone()):
            result = kind.run(step, by=by, now=clock(), **job.arguments)
    except Cancelled:
        step.mine().update(state=rules.CANCELLED, finished_at=clock())
        return rules.CANCELLED
    except Stopped:
        step.mine().update(state=rules.QUEUED, heartbeat=clock())
        return rules.QUEUED
    except Refusal as refusal:
        step.mine().update(state=rules.FAILED, message=refusal.sentence[:300], finished_at=clock())
        return rules.FAILED
    except Exception as fault:
        if is_unavailable(fault):
            raise
        error_id = uuid.uuid4().hex[:10]
        log.exception("job %s (%s): error %s", job.pk, job.kind, error_id)
        step.mine().update(state=rules.FAILED, error_id=error_id, finished_at=clock())
        return rules.FAILED
    step.mine().update(state=rules.DONE, result=dict(result or {}), finished_at=clock())
    return rules.DONE


class _Heart:
    """Writes the heartbeat from its own thread, so that a long chunk doesn't look like a dead worker."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join(timeout=BEAT_SECONDS)

    def _beat(self) -> None:
        try:
            while not self.stopped.wait(BEAT_SECONDS):
                try:
                    self.step.mine().update(heartbeat=timezone.now())
                except Exception:  # noqa: BLE001 - a missed beat is made up by the next one
                    log.warning("job %s: a heartbeat was missed", self.step.job_id)
        finally:
            connections.close_all()
