"""The addresses for monitoring: what they answer, to whom, and what they read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as amity_settings
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from amity.backups import schema
from amity.config.operations import health, metrics
from amity.config.operations.views import ADDRESSES
from amity.jobs import commands as jobs
from amity.outbox.models import Message
from amity.shared.measures import measures

TOKEN = "a-token-of-the-monitoring"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def working(agency):
    """Record that a worker runs."""
    jobs.beat(timezone.now())


@pytest.fixture
def token(settings):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, metrics_token=TOKEN)


def failing(client):
    answer = client.get("/health/ready")
    return answer.status_code, answer.json().get("failing")


def test_there_are_three_addresses_and_no_role_reads_more_than_a_stranger(working, mara, ada, fina):
    clients = [Client(), *(Client() for _person in (mara, ada, fina))]
    for client, person in zip(clients[1:], (mara, ada, fina), strict=True):
        client.force_login(person)

    answers = {address: {(one := client.get(address)).status_code: one.content for client in clients}
               for address in ADDRESSES}  # fmt: skip
    assert answers == {
        "/health/live": {200: b'{"status": "live"}'},
        "/health/ready": {200: b'{"status": "ready"}'},
        "/metrics": {404: b""},
    }


def test_a_working_instance_is_ready(client, working):
    assert failing(client) == (200, None)


def test_a_silent_worker_is_named_and_nothing_else(client, agency):
    assert failing(client) == (503, ["worker"])

    jobs.beat(timezone.now() - health.SILENT - timedelta(seconds=1))
    assert failing(client) == (503, ["worker"])


def test_a_heartbeat_from_the_future_is_not_of_a_worker_that_runs():
    now = timezone.now()

    assert health.worker_is_silent(now + timedelta(days=1), now)
    assert not health.worker_is_silent(now + timedelta(minutes=1), now)


def test_a_migration_that_has_not_run_is_named(client, working):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people' AND name LIKE '0001%%'")

    assert failing(client) == (503, ["migrations"])


def test_a_folder_that_cannot_be_written_is_named(client, working, settings, tmp_path):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, data=tmp_path / "gone")

    assert failing(client) == (503, ["data folder"])


def test_a_database_that_does_not_answer_is_named_without_its_reason(client, working, monkeypatch):
    def refuse():
        raise DatabaseError("password of amity at 10.0.0.9 refused")

    monkeypatch.setattr(schema, "pending", refuse)
    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["failing"]) == (503, ["database"])
    assert "10.0.0.9" not in answer.content.decode()


def test_health_reads_no_session_and_asks_three_queries(working, mara, django_assert_num_queries):
    client = Client()
    client.force_login(mara)
    failing(client)
    with django_assert_num_queries(3):
        assert failing(client) == (200, None)
    with django_assert_num_queries(0):
        live = client.get("/health/live", headers={"host": "10.0.0.9"})

    assert (live.status_code, live.json(), live.cookies) == (200, {"status": "live"}, {})
    assert client.post("/health/live").status_code == 405


def test_metrics_open_to_their_token_only(client, working, token):
    answers = [
        client.get("/metrics", headers=headers) for headers in (BEARER, {}, {"Authorization": f"Bearer {TOKEN}x"})
    ]

    assert [answer.status_code for answer in answers] == [200, 401, 401]


def test_without_a_token_there_are_no_metrics(client, working):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_count_requests_by_route_and_the_work_that_waits(client, working, token):
    now = timezone.now()
    Message.objects.create(to="a@x.example", next_try_at=now, created_at=now - timedelta(seconds=90))
    before = sample('amity_requests_total{method="GET",route="/accounts/<int:account_id>/",status="302"}', client)
    client.get("/accounts/17/")
    client.generic("BREW", "/nowhere-of-a-stranger/")
    page = client.get("/metrics", headers=BEARER).content.decode()

    assert sample('amity_requests_total{method="GET",route="/accounts/<int:account_id>/",status="302"}', client) == (
        before + 1
    )
    assert "nowhere-of-a-stranger" not in page
    assert 'amity_requests_total{method="other",route="unmatched",status="404"}' in page
    assert 'amity_request_seconds_bucket{le="0.5",route="/accounts/<int:account_id>/"}' in page
    assert 'amity_request_queries_count{route="/accounts/<int:account_id>/"}' in page
    assert 'amity_jobs{state="queued"} 0.0' in page
    assert 'amity_outbox{state="waiting"} 1.0' in page
    assert 90 <= sample("amity_outbox_oldest_seconds", client) < 100
    assert 0 <= sample("amity_worker_heartbeat_age_seconds", client) < 10
    assert sample("amity_database_up", client) == 1


def test_metrics_answer_without_the_database(client, agency, token, monkeypatch):
    def refuse(now):
        raise DatabaseError("gone")

    broken = {"jobs": replace(measures["jobs"], read=refuse)}
    monkeypatch.setattr(metrics, "measures", broken)

    assert sample("amity_database_up", client) == 0


def sample(name, client):
    """Return the value of one sample, or 0 if there is none yet."""
    lines = client.get("/metrics", headers=BEARER).content.decode().splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0)
