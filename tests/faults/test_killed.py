"""Web processes and workers that are killed: what was acknowledged is stored, and the rest is done or not at all."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connections, transaction

from amity.jobs.models import Job
from amity.projects.models import Project
from amity.timesheets.models import Entry
from tests.faults.instance import ENTRIES, descendants
from tests.faults.test_stopping import sent
from tests.rig.patience import wait_for

pytestmark = pytest.mark.hammer


def test_a_web_process_that_is_killed_in_a_request_is_replaced(instance):
    with instance.web() as server:
        assert instance.log_time("before") == 201
        (first,), handled = descendants(server.pid), instance.handled(ENTRIES)
        with transaction.atomic():
            Project.objects.select_for_update().get(pk=instance.project)
            thread, results = sent(instance, "in the middle")
            wait_for(lambda: instance.handled(ENTRIES) > handled, "the request is handled")
            os.kill(first, signal.SIGKILL)
            thread.join()
        wait_for(lambda: descendants(server.pid) not in ([], [first]), "another process takes its place")

        assert instance.log_time("after") == 201
    assert results == ["no answer"]
    assert set(Entry.objects.values_list("text", flat=True)) - {"in the middle"} == {"before", "after"}


def test_the_job_of_a_killed_worker_is_continued_by_the_next_one(instance, queue, steps, hurry):
    number = queue(300)
    with instance.worker() as worker:
        wait_for(lambda: len(steps(number)) >= 2, "two steps are done")
        connections.close_all()
        worker.kill()
        worker.join()
    job = Job.objects.get(pk=number)
    assert (job.state, job.done in {len(steps(number)), len(steps(number)) - 1}) == ("running", True)

    Job.objects.update(heartbeat=job.heartbeat - timedelta(minutes=2))  # as if two minutes had passed
    hurry()
    with instance.worker():
        wait_for(lambda: Job.objects.get(pk=number).state == "done", "the job is done")
    again = len(steps(number)) - len(set(steps(number)))
    assert (sorted(set(steps(number))), again <= 1) == (list(range(300)), True)


def test_two_workers_share_the_jobs_and_run_none_twice(instance, queue, steps):
    numbers = [queue(3) for _number in range(6)]
    with instance.worker(), instance.worker():
        wait_for(lambda: Job.objects.filter(state="done").count() == len(numbers), "all jobs are done")

    assert [steps(number) for number in numbers] == [[0, 1, 2]] * len(numbers)
