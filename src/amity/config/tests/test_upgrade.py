"""What an upgrade does when something fails, and what keeps a server from starting."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from amity.agency.editions import triggers
from amity.backups import commands, schema
from amity.backups.faults import NO_CLIENT, BackupFailed
from amity.backups.models import Backup
from amity.config import cli
from amity.config import upgrade as upgrading
from amity.config.migrating import migrate_to
from amity.config.serving import integrity
from amity.people.models import Person
from amity.shared import folder_lock
from amity.shared.errors import Refused
from tests.rig import children
from tests.rig.database import lay_tables
from tests.rig.patience import PATIENCE

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
REFUSED = 3
BACK = "amity restore"


def upgraded(**options):
    lines: list[str] = []
    upgrading.upgrade(now=NOW, tell=lines.append, **options)
    return " ".join(lines)


@pytest.fixture
def older(data, db):
    """Return a database with one person that lacks the migrations of backups."""
    Person.objects.create(mail="ada@x.example", name="Ada")
    migrate_to([("backups", None)])
    return data


def test_triggers_of_tables_that_only_this_version_watches_are_made_without_a_migration(data, db):
    triggers.take_away(apps.get_app_config("agency"), using="default")
    assert triggers.missing(connection)

    assert upgraded() == ""

    assert triggers.missing(connection) == []


@pytest.mark.sqlite
def test_a_failed_migration_names_the_way_back(older, monkeypatch):
    def failing(*words, **options):
        raise ValueError("no such column")

    monkeypatch.setattr(upgrading, "migrate", failing)
    with pytest.raises(Refused, match="no such column") as refused:
        upgraded()

    (archive,) = (older / "backups").glob("amity-upgrade-*.zip")
    assert f"{BACK} {archive} --replace" in refused.value.sentence


@pytest.mark.sqlite
def test_nothing_is_migrated_without_a_backup_unless_asked(older, monkeypatch):
    def failing(**options):
        raise BackupFailed(NO_CLIENT, "15")

    monkeypatch.setattr(commands, "write_backup", failing)
    with pytest.raises(Refused, match="--no-backup"):
        upgraded()
    assert {name.partition(".")[0] for name in schema.pending()} == {"backups"}

    upgraded(backup=False)
    assert schema.pending() == []


@pytest.mark.sqlite
@pytest.mark.parametrize("words", [["demo", "--if-empty"], ["init", "--admin", "eve@x.example"]])
def test_commands_that_fill_an_instance_upgrade_one_with_data_only_after_a_backup(older, words):
    with folder_lock.use_alone(older):
        assert cli.main(words) == REFUSED
    assert schema.pending() != []

    cli.main(words)
    (backup,) = Backup.objects.all()
    assert (schema.pending(), backup.kind, Path(backup.path).exists()) == ([], "upgrade", True)


@pytest.mark.sqlite
def test_a_new_database_needs_no_backup(data, db):
    migrate_to([("backups", None)])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
    assert not schema.has_instance()
    assert schema.foreign_tables() == ["amity_cache"]


@pytest.mark.sqlite
def test_no_upgrade_while_amity_runs(data, db):
    with folder_lock.use_alone(data), pytest.raises(folder_lock.Running), folder_lock.use_alone(data):
        pass


def refusal(data):
    """Start a server and return its exit code and errors. One that starts nevertheless is killed with its children."""
    command = [sys.executable, "-m", "amity.config.cli", "serve", "--port", "0"]
    server = subprocess.Popen(
        command, env=children.around(data), stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip
    try:
        _output, errors = server.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate()
        raise
    return server.returncode, errors


@pytest.fixture
def instance(django_db_setup, tmp_path):
    """Return the data folder of an instance without people."""
    lay_tables(tmp_path / "data")
    return tmp_path / "data"


def without_one_index_entry(file):
    """Damage the database as copies in use do: an index lacks a row, and everything else is as it should be."""
    with sqlite3.connect(file, isolation_level=None) as opened:
        stated = opened.execute(
            "SELECT * FROM sqlite_master WHERE type = 'index' AND tbl_name = 'files_storedfile' AND sql NOT NULL"
        ).fetchone()
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("DELETE FROM sqlite_master WHERE name = ?", [stated[1]])
        opened.execute("PRAGMA writable_schema = RESET")
        opened.execute(
            "INSERT INTO files_storedfile (name, purpose, path, sha256, size, content_type, owner_id, created_at)"
            " VALUES ('a.pdf', '', '202611/gone', '', 1, '', 1, '2026-11-01')"
        )
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", stated)
        opened.execute("PRAGMA writable_schema = RESET")


def from_a_newer_version(file):
    applied = ("people", "0099_later", "2030-01-01")
    with sqlite3.connect(file) as opened:
        opened.execute("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", applied)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("harm", "word"), [(without_one_index_entry, "is damaged"), (from_a_newer_version, "0099_later")]
)
def test_a_server_refuses_to_start_and_names_the_way_back(instance, harm, word):
    harm(instance / "amity.sqlite3")
    code, errors = refusal(instance)

    assert (code, word in errors, BACK in errors, "Traceback" in errors) == (3, True, True, False)


@pytest.mark.sqlite
def test_only_the_file_that_a_clean_stop_left_is_not_read_again(data, tmp_path, settings, caplog):
    settings.DATABASES["default"]["NAME"], before = str(data / "amity.sqlite3"), settings.DATABASES["default"]["NAME"]
    file = data / "amity.sqlite3"
    try:
        lay_tables(data)
        with caplog.at_level("INFO"):
            assert (integrity.damage(file), caplog.text.count("checking")) == ("", 1)
            integrity.record_clean_stop()
            assert (integrity.damage(file), caplog.text.count("checking")) == ("", 1)
            file.write_bytes(file.read_bytes())
            assert (integrity.damage(file), caplog.text.count("checking")) == ("", 2)
            integrity.record_clean_stop()
            without_one_index_entry(file)
            assert "index" in integrity.damage(file)
    finally:
        settings.DATABASES["default"]["NAME"] = before
