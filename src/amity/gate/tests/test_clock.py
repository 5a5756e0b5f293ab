"""What is due is decided by the clock of the database, which all workers share."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from amity.gate.models import Item
from amity.gate.releases.clock import database_time
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import read, submitted
from tests.builders import MONDAY

HOUR = timedelta(hours=1)


@pytest.mark.usefixtures("on_monday")
def test_it_is_this_process_that_has_the_time_of_sqlite_and_the_server_that_of_postgresql(mara):
    first = database_time()
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        ahead = database_time() - first

    assert timezone.is_aware(first)
    assert (ahead > timedelta(days=399)) is (connection.vendor == "sqlite")


@pytest.mark.usefixtures("on_monday")
def test_a_worker_whose_clock_is_ahead_releases_nothing_early(mara, osprey):
    item = submitted(osprey, mara, send_at=MONDAY + HOUR)
    Item.objects.filter(pk=item.pk).update(goes_at=database_time() + HOUR)

    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        left = release_due()
    assert left == (1 if connection.vendor == "sqlite" else 0), "SQLite runs in the worker's own process"

    Item.objects.filter(pk=item.pk, state="cleared").update(goes_at=database_time())
    release_due()
    assert read(item).state != "cleared"


@pytest.mark.django_db
def test_the_time_goes_on_within_a_transaction():
    first = database_time()

    assert first <= database_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.01), now()")
            begun = cursor.fetchone()[1]
        assert begun < first < database_time(), "now() would be when the transaction began"
