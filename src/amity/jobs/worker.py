"""The worker: runs jobs one after another, while threads send email, clean up and run the schedule."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import FrameType
from typing import Final

from django.core.management import call_command
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from amity.jobs import commands, registry, runner, schedule
from amity.jobs.clock_jumps import ClockJumps
from amity.jobs.companions import Companions
from amity.shared.rows.unavailable import is_unavailable

log = logging.getLogger("amity.worker")
EVERY_SECONDS: Final = 1.0
WATCH_SECONDS: Final = 10.0
COMPANION_SECONDS: Final = 5.0
LONGEST_PAUSE: Final = 30.0


class Worker(db_worker.Worker):
    """The queue's worker. Asked to stop, it lets the running job end its current step and returns it to the queue."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop at the next step, or at once if no job runs or this is the second signal."""
        if not self.running or not self.running_task:
            sys.exit(0)
        log.info("stopping after the current step (%s)", signal.strsignal(signum))
        self.running = False
        runner.stopping.set()


def run(*, interval: float = 0.5) -> None:
    """Work until a signal comes. While the database doesn't answer, try again and again."""
    runner.stopping.clear()
    stopped = threading.Event()
    jumps, companions = ClockJumps(), Companions()
    rounds: tuple[tuple[Callable[[], None], float], ...] = (
        (lambda: watch(jumps), WATCH_SECONDS),
        (keep_schedule, WATCH_SECONDS),
        (run_between, EVERY_SECONDS),
        (lambda: _attempt("companions", companions.look), COMPANION_SECONDS),
        *((partial(_attempt, name, act), EVERY_SECONDS) for name, act in registry.aside.items()),
    )
    threads = [threading.Thread(target=_repeat, args=(stopped, act, seconds), daemon=True) for act, seconds in rounds]
    for thread in threads:
        thread.start()
    try:
        _work(interval)
    finally:
        stopped.set()
        for thread in threads:
            thread.join(timeout=5)
        companions.stop()


def _work(interval: float) -> None:
    pause = 1.0
    while not runner.stopping.is_set():
        worker = Worker(
            queue_names=["default"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        began = time.monotonic()
        try:
            worker.run()
        except Error as fault:
            if not is_unavailable(fault):
                raise
            pause = 1.0 if time.monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            log.warning("the database doesn't answer; next try in %.0f s", pause)
            connections.close_all()
            time.sleep(pause)
        else:
            return


def _repeat(stopped: threading.Event, act: Callable[[], None], seconds: float) -> None:
    while True:
        close_old_connections()
        act()
        if stopped.wait(seconds):
            break
    connections.close_all()


def watch(jumps: ClockJumps) -> None:
    """Record that a worker runs, and restart the jobs of killed ones. After a jump of the clock nobody looks dead."""
    now = timezone.now()
    _attempt("beat", lambda: commands.beat(now))
    if jumps.settled(now):
        _attempt("sweep", lambda: commands.sweep(now))


def keep_schedule() -> None:
    """Start the scheduled work that is due."""
    now: datetime = timezone.now()
    _attempt("schedule", lambda: schedule.tick(now))


def run_between() -> None:
    """Do what parts have registered, such as sending email. An error in one step doesn't stop the others."""
    for name, act in registry.between.items():
        _attempt(name, act)


def _attempt(name: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception:
        log.exception("%s failed", name)


@registry.every("jobs.prune", "30 3 * * *")
def prune(now: object) -> None:
    """Delete finished queue rows after two weeks. The jobs themselves stay."""
    call_command("prune_db_task_results", verbosity=0)
