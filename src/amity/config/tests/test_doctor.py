"""The doctor finds what doesn't work, and recreates nothing that is missing."""

import json
import os
import sqlite3
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from amity.agency.editions import triggers
from amity.backups import schema
from amity.backups.models import Backup
from amity.config.doctor import checks as doctor_checks
from amity.config.doctor import command
from amity.files.models import StoredFile
from amity.jobs import commands as jobs
from amity.jobs.models import Job
from amity.outbox.models import Message
from tests.builders import MONDAY

LONG_AGO = MONDAY - timedelta(days=2)


@pytest.fixture
def instance(agency, transactional_db, tmp_path):
    """Create the data folder of an instance: the database of the tests, a key, no files."""
    data = tmp_path / "data"
    (data / "files").mkdir(parents=True, mode=0o700)
    (data / "secret_key").write_text("k" * 50 + "\n")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(data / "amity.sqlite3")])
    for one in ("secret_key", "amity.sqlite3"):
        (data / one).chmod(0o600)
    return data


def pages_overwritten(data):
    with (data / "amity.sqlite3").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)


def count_of_free_pages_overwritten(data):
    """Damage the database where no query reads, so that only a check of the whole file finds it."""
    with (data / "amity.sqlite3").open("r+b") as file:
        file.seek(36)
        file.write((99).to_bytes(4, "big"))


def from_the_future(data):
    with sqlite3.connect(data / "amity.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0099_later', '2030-01-01')"
        )


def row_without_a_file(data):
    with sqlite3.connect(data / "amity.sqlite3") as database:
        database.execute(
            "INSERT INTO files_storedfile (name, purpose, path, sha256, size, content_type, owner_id, created_at) "
            "VALUES ('a.pdf', '', '202611/gone', '', 1, '', 1, '2026-11-01')"
        )


@pytest.mark.sqlite
def test_the_doctor_is_content_with_an_instance_that_works(instance, amity):
    answer = amity(instance, "doctor", "--json")

    found = json.loads(answer.stdout)
    assert (answer.returncode, [one for one in found if one["kind"] in {"unsafe", "broken"}]) == (0, [])


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("harm", "word"),
    [
        (lambda data: (data / "amity.sqlite3").unlink(), "no database"),
        (pages_overwritten, "malformed"),
        (count_of_free_pages_overwritten, "is damaged"),
        (from_the_future, "0099_later"),
        (row_without_a_file, "202611/gone"),
        (lambda data: (data / "secret_key").write_bytes(b"\x80\xff" * 40), "secret_key"),
        (lambda data: (data / "secret_key").unlink(), "rotate-key"),
        (lambda data: (data / "amity.sqlite3").chmod(0o644), "every user"),
        (lambda data: data.rename(data.with_name("moved")), "AMITY_DATA"),
    ],
    ids=[
        "no database",
        "damaged",
        "quietly damaged",
        "newer",
        "file gone",
        "binary key",
        "no key",
        "readable",
        "no folder",
    ],
)
def test_the_doctor_fails_on_what_does_not_work_and_makes_nothing(instance, amity, harm, word):
    harm(instance)
    before = sorted(instance.rglob("*"))
    answer = amity(instance, "doctor")

    assert (answer.returncode, word in answer.stdout + answer.stderr) == (1, True)
    assert "Traceback" not in answer.stderr
    assert {one.name for one in instance.rglob("*")} - {one.name for one in before} <= {
        "amity.sqlite3-wal",
        "amity.sqlite3-shm",
    }


@pytest.mark.sqlite
def test_a_server_does_not_start_on_a_folder_that_lost_its_database(instance, amity):
    (instance / "amity.sqlite3").unlink()
    answer = amity(instance, "serve")

    assert (answer.returncode, "no database" in answer.stderr) == (1, True)
    assert not (instance / "amity.sqlite3").exists()


@pytest.mark.sqlite
def test_a_lost_key_is_only_made_again_on_request(instance, amity):
    (instance / "secret_key").unlink()
    assert amity(instance, "manage", "version").returncode == 1

    assert amity(instance, "rotate-key").returncode == 0
    assert (instance / "secret_key").stat().st_mode & 0o777 == 0o600


def kinds(found):
    return sorted(one.kind for one in found)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_no_writes_is_broken(monkeypatch):
    monkeypatch.setattr(doctor_checks, "database_is_absent", lambda: False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            (found,) = doctor_checks.database_works()
        finally:
            cursor.execute("PRAGMA query_only = OFF")

    assert (found.kind, "readonly" in found.sentence) == ("broken", True)
    assert list(doctor_checks.database_works()) == []


def test_triggers_that_are_gone_are_named(db):
    assert list(doctor_checks.database_works()) == []

    triggers.take_away(apps.get_app_config("agency"), using="default")

    (found,) = doctor_checks.database_works()
    assert found.kind == "missing"
    assert "agency_limit" in found.sentence


def test_a_database_of_another_encoding_is_named(agency, monkeypatch):
    monkeypatch.setattr(schema, "other_encoding", lambda: "SQL_ASCII")

    assert "unsafe" in [one.kind for one in command.agency_findings() if "SQL_ASCII" in one.sentence]


def test_work_that_waits_without_a_worker_is_broken(mara):
    assert kinds(doctor_checks.work_goes_on(MONDAY)) == ["note"]
    Job.objects.create(kind="x", person_id=mara.pk, heartbeat=LONG_AGO, created_at=LONG_AGO)

    assert kinds(doctor_checks.work_goes_on(MONDAY)) == ["broken"]
    jobs.beat(MONDAY)
    assert ["stuck" in one.sentence for one in doctor_checks.work_goes_on(MONDAY)] == [True]


@pytest.mark.parametrize(
    ("hours", "fault", "found"),
    [
        (1, "", ["note"]),
        (49, "", ["missing"]),
        (1, "full", ["broken", "missing"]),
        (None, "", ["missing"]),
    ],
    ids=["recent", "old", "failed", "none"],
)
def test_a_backup_that_is_old_or_failed_or_absent_is_named(db, hours, fault, found):
    if hours is not None:
        at = MONDAY - timedelta(hours=hours)
        Backup.objects.create(kind="nightly", path="/gone.zip", fault=fault, started_at=at, finished_at=at)

    assert kinds(doctor_checks.last_backup(MONDAY)) == found


def test_mail_that_was_given_up_is_named(agency):
    jobs.beat(MONDAY)
    Message.objects.create(state="failed", to="a@x.example", next_try_at=MONDAY, created_at=MONDAY)

    assert kinds(doctor_checks.work_goes_on(MONDAY)) == ["missing"]


def test_a_file_that_no_row_knows_is_a_note_once_it_is_a_day_old(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "left").write_text("x")
    assert not list(doctor_checks.files_and_rows(MONDAY - timedelta(days=400)))

    os.utime(tmp_path / "left", (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    assert kinds(doctor_checks.files_and_rows(MONDAY)) == ["note"]
    assert not StoredFile.objects.exists()
