"""The worker: runs jobs one after another, while a thread sends email, cleans up and runs the schedule."""

import logging
import threading

from django.core.management import call_command
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from amity.jobs import commands, registry, schedule

log = logging.getLogger("amity.worker")
EVERY_SECONDS = 1.0
SWEEP_EVERY = 10


def run(*, interval: float = 0.5) -> None:
    """Work until a signal comes. A running job is finished first."""
    stopped = threading.Event()
    beside = threading.Thread(target=_beside, args=(stopped,), daemon=True)
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
    beside.start()
    try:
        worker.run()
    finally:
        stopped.set()
        beside.join(timeout=5)


def _beside(stopped: threading.Event) -> None:
    rounds = 0
    while not stopped.wait(EVERY_SECONDS):
        close_old_connections()
        once(sweeping=rounds % SWEEP_EVERY == 0)
        rounds += 1
    connections.close_all()


def once(*, sweeping: bool = True) -> None:
    """Run one round of scheduled work between jobs. An error in one step doesn't stop the others."""
    now = timezone.now()
    work = dict(registry.between)
    if sweeping:
        work |= {
            "beat": lambda: commands.beat(now),
            "sweep": lambda: commands.sweep(now),
            "schedule": lambda: schedule.tick(now),
        }
    for name, act in work.items():
        try:
            act()
        except Exception:
            log.exception("%s failed", name)


@registry.every("jobs.prune", "30 3 * * *")
def prune(now: object) -> None:
    """Delete finished queue rows after two weeks. The jobs themselves stay."""
    call_command("prune_db_task_results", verbosity=0)
