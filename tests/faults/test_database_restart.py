"""PostgreSQL restarts under web server and worker: requests are refused meanwhile, and work again by themselves."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections

from amity.jobs.models import Job
from tests.faults.instance import pointed_at
from tests.rig.patience import wait_for
from tests.rig.postgres import address_of, copy_tables, private_cluster

pytestmark = [pytest.mark.hammer, pytest.mark.postgresql]
CONNECTION = ("NAME", "HOST", "PORT", "USER", "PASSWORD", "CONN_MAX_AGE")


@pytest.fixture
def cluster(transactional_db):
    """Start a server of this test alone, with the tables of the test's database."""
    with private_cluster() as made:
        copy_tables(made, {key: connections["default"].settings_dict[key] for key in CONNECTION})
        yield made


@pytest.fixture
def place(cluster):
    """Use that server, with connections that stay open as in production."""
    before = {key: connections.settings["default"][key] for key in CONNECTION}
    pointed_at(settings.ENVIRONMENT.data, address_of(cluster.url) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True})
    yield settings.ENVIRONMENT.data
    pointed_at(settings.ENVIRONMENT.data, before | {"CONN_HEALTH_CHECKS": False})


def test_requests_and_jobs_recover_from_a_restart(instance, cluster, queue, steps, hurry):
    number = queue(300)
    with instance.web(), instance.worker() as worker:
        assert instance.log_time("before") == 201
        wait_for(lambda: len(steps(number)) >= 2, "the job runs")
        connections.close_all()
        cluster.stop()
        down = [instance.log_time("down"), instance.ask("GET", "/time/", page=True)[0]]
        wait_for(lambda: "the database doesn't answer" in instance.log(), "the job has lost its database")
        live, ready = instance.ask("GET", "/health/live")[0], instance.ask("GET", "/health/ready")
        cluster.start()
        wait_for(lambda: instance.log_time(f"after {len(instance.acknowledged)}") == 201, "requests work again")
        Job.objects.update(heartbeat=Job.objects.get(pk=number).heartbeat - timedelta(minutes=2))
        hurry()
        wait_for(lambda: Job.objects.get(pk=number).state == "done", "the job is done")

        assert (down, live, ready[0], '"database"' in ready[1]) == ([503, 503], 200, 503, True)
        assert worker.is_alive()
    again = len(steps(number)) - len(set(steps(number)))
    assert (sorted(set(steps(number))), again <= 1) == (list(range(300)), True)
