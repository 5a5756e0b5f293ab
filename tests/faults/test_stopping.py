"""A signal to stop: requests and steps that are running are finished, and the rest is done by the next process."""

import os
import signal
import threading

import pytest
from django.db import connections, transaction

from amity.jobs.models import Job
from amity.projects.models import Project
from tests.faults.instance import ENTRIES, descendants
from tests.rig.connections import not_accepted
from tests.rig.patience import PATIENCE, wait_for

pytestmark = pytest.mark.hammer


def sent(instance, text):
    """Send an entry from a thread. Return the thread, and the list that gets its status, or "no answer"."""
    results = []

    def send():
        try:
            results.append(instance.log_time(text))
        except OSError:  # lost while the request is sent or while its answer is awaited
            results.append("no answer")

    thread = threading.Thread(target=send)
    thread.start()
    return thread, results


def refuses(instance):
    """Return whether nothing listens any more. A slow answer, or a connection that is dropped, is no refusal."""
    try:
        instance.ask("GET", "/health/live", seconds=1)
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return False


def test_a_request_that_is_running_is_answered_and_new_ones_are_refused(instance):
    with instance.web() as server:
        with transaction.atomic():  # holds SQLite's lock, and on PostgreSQL that of the project
            Project.objects.select_for_update().get(pk=instance.project)
            thread, results = sent(instance, "in the middle")
            wait_for(lambda: instance.handled(ENTRIES), "the request is handled")
            server.terminate()
            wait_for(lambda: refuses(instance), "the server takes no more requests")
        thread.join()
        server.join(PATIENCE)

        assert (results, server.exitcode) == ([201], 0)


def test_connections_that_wait_while_the_server_stops_are_answered(instance):
    statuses = []
    asked = [threading.Thread(target=lambda: statuses.append(instance.ask("GET", "/health/live")[0])) for _ in range(3)]
    with instance.web() as server:
        (process,) = descendants(server.pid)
        os.kill(process, signal.SIGSTOP)
        for thread in asked:
            thread.start()
        wait_for(lambda: not_accepted(instance.port) == 3, "the connections wait")
        server.terminate()
        wait_for(lambda: "Handling signal: term" in instance.log(), "the server stops")
        os.kill(process, signal.SIGCONT)
        for thread in asked:
            thread.join()

    assert statuses == [200] * 3


def test_a_job_that_is_running_ends_its_step_and_the_next_worker_continues_it(instance, queue, steps, hurry):
    number = queue(400)
    with instance.worker() as worker:
        wait_for(lambda: len(steps(number)) >= 2, "two steps are done")
        connections.close_all()
        worker.terminate()
        worker.join(PATIENCE)

        assert worker.exitcode == 0
    job = Job.objects.get(pk=number)
    assert (job.state, job.done < 400) == ("queued", True)
    assert steps(number) == list(range(job.done))

    hurry()
    with instance.worker():
        wait_for(lambda: Job.objects.get(pk=number).state == "done", "the job is done")
    assert steps(number) == list(range(400))
