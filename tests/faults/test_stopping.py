"""A signal to stop: requests and steps that are running are finished, and the rest is done by the next process."""

import threading
from pathlib import Path

import pytest
from django.db import connections, transaction

from amity.jobs.models import Job
from amity.projects.models import Project
from tests.faults.instance import wait_for

pytestmark = pytest.mark.hammer


def sent(instance, text):
    """Send an entry from a thread. Return the thread, and the list that gets its status, or "no answer"."""
    results = []

    def send():
        try:
            results.append(instance.log_time(text))
        except ConnectionError:  # lost while the request is sent or while its answer is awaited
            results.append("no answer")

    thread = threading.Thread(target=send)
    thread.start()
    return thread, results


def connected(instance):
    """Return how many connections of clients the server has."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(words[1].endswith(f":{instance.port:04X}") and words[3] == "01" for words in lines)


def refuses(instance):
    try:
        instance.ask("GET", "/health/live", seconds=1)
    except OSError:
        return True
    return False


def test_a_request_that_is_running_is_answered_and_new_ones_are_refused(instance):
    with instance.web() as server:
        with transaction.atomic():  # holds SQLite's lock, and on PostgreSQL that of the project
            Project.objects.select_for_update().get(pk=instance.project)
            thread, results = sent(instance, "in the middle")
            wait_for(lambda: connected(instance), "the request arrives")
            server.terminate()
            wait_for(lambda: refuses(instance), "the server takes no more requests")
        thread.join()
        server.join(30)

        assert (results, server.exitcode) == ([201], 0)


def test_a_job_that_is_running_ends_its_step_and_the_next_worker_continues_it(instance, queue, steps):
    number = queue(40)
    with instance.worker() as worker:
        wait_for(lambda: len(steps(number)) >= 2, "two steps are done")
        connections.close_all()
        worker.terminate()
        worker.join(10)

        assert worker.exitcode == 0
    job = Job.objects.get(pk=number)
    assert (job.state, job.done < 40) == ("queued", True)
    assert steps(number) == list(range(job.done))

    with instance.worker():
        wait_for(lambda: Job.objects.get(pk=number).state == "done", "the job is done")
    assert steps(number) == list(range(40))
