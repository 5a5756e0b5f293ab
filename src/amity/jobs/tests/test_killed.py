"""A worker that is really killed: the next one finds its job, and resumes it or asks about it."""

import threading
import time
from typing import Literal

import pytest
from django.utils import timezone

from amity.jobs import commands, registry, rules, runner
from amity.jobs.models import Job
from tests.builders import acting
from tests.rig.forks import exit_code, fork
from tests.rig.patience import wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]
KINDS: tuple[Literal["again", "ask"], ...] = ("again", "ask")


@pytest.fixture
def jobs(mara):
    """Return a queued job of each kind: one that is resumed after a kill, and one that is asked about."""
    register("nobody", stays=False)
    yield [commands.start_job(by=acting(mara), kind=kind, arguments={}, now=timezone.now()).pk for kind in KINDS]
    for kind in KINDS:
        del registry.kinds[kind]


def register(name, *, stays):
    """Register both kinds, run by a worker of this name that hangs in the middle of its work or ends it."""

    def work(progress, by, now):
        progress.step(1, 2, name)
        while stays:
            time.sleep(0.1)

    for kind in KINDS:
        registry.task(kind, on_killed=kind)(work)


def first_worker(numbers):
    """Run both jobs without ever ending them."""
    register("try 1", stays=True)
    crew = [threading.Thread(target=runner.run, args=(number,)) for number in numbers]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()


def second_worker(numbers):
    """Sweep once the first is silent, then run the queued jobs."""
    register("try 2", stays=False)
    commands.sweep(timezone.now() + rules.SILENT * 2)
    for number in numbers:
        runner.run(number)


def states():
    """Return state and last message of each job."""
    return {kind: (state, message) for kind, state, message in Job.objects.values_list("kind", "state", "message")}


def test_the_jobs_of_a_killed_worker_are_taken_up_or_asked_about(jobs):
    worker = fork(first_worker, jobs)
    wait_for(lambda: {message for _state, message in states().values()} == {"try 1"}, "both jobs are in their work")

    worker.kill()
    worker.join()
    assert states() == {"again": ("running", "try 1"), "ask": ("running", "try 1")}

    assert exit_code(fork(second_worker, jobs)) == 0
    assert states() == {"again": ("done", "try 2"), "ask": ("interrupted", "try 1")}
