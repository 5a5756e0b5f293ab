"""While another process has the write lock, reads work and writes are answered with 503 after one wait."""

import sqlite3
import time
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from amity.config.environment import BUSY_SECONDS
from amity.people import rules
from amity.people.tokens import commands
from amity.shared.command import command
from amity.shared.rows.unavailable import is_unavailable
from tests.builders import PASSWORD, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


@contextmanager
def write_lock():
    """Lock the database for writing from another connection. Waits are shortened to a tenth of a second."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    outside = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    outside.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        outside.execute("ROLLBACK")
        outside.close()
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def test_a_page_that_writes_is_answered_503_and_reading_goes_on(client, mara):
    client.force_login(mara)
    with write_lock():
        read = client.get("/settings/me/")
        wrote = client.post("/settings/me/", {"locale": "de_DE", "time_zone": "UTC", "theme": "dark", "density": ""})

    assert (read.status_code, wrote.status_code, wrote.headers["Retry-After"]) == (200, 503, "30")
    assert b"Nothing was saved" in wrote.content


def test_a_sign_in_is_not_called_too_many_tries_when_nothing_can_be_written(client, mara):
    cache.clear()
    with write_lock():
        answer = client.post("/sign-in/", {"login": mara.mail, "password": PASSWORD})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_rest_answers_a_problem_with_retry_after(client, mara):
    made = commands.make_token(by=acting(mara), name="t", scopes=rules.SCOPES, days=9, now=timezone.now())
    header = {"Authorization": f"Bearer {made.secret}", "Accept": "application/json"}
    with write_lock():
        body = {"name": "Osprey Rail", "currency": "EUR"}
        answer = client.post("/api/v1/accounts", body, content_type="application/json", headers=header)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_page_waits_five_seconds_at_most_for_the_writer():
    assert BUSY_SECONDS == 5


def test_a_busy_database_is_waited_for_once():
    @command
    def write():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    with write_lock():
        began = time.monotonic()
        with pytest.raises(OperationalError) as raised:
            write()

    assert time.monotonic() - began < 0.25
    assert is_unavailable(raised.value)
