"""An archive is whole and readable by its owner only, or not there at all."""

import os
import resource
import sqlite3
import stat
import zipfile
from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from amity.backups import commands
from amity.backups.archive import manifest, reader
from amity.backups.databases import clients
from amity.backups.databases.current import database as current_database
from amity.backups.faults import BUSY, DIFFERS, FULL, NO_CLIENT, BackupFailed
from amity.files.queries import location
from tests.rig.disks import disk_of
from tests.rig.forks import exit_code, fork

FAILED_CLEANLY, LEFT_SOMETHING = 7, 8


def visible(folder):
    return sorted(one.name for one in folder.iterdir() if one.name != ".amity-backup.lock")


def test_an_archive_holds_database_files_and_key_and_was_restored_to_check_it(stored, tmp_path):
    written = commands.write_backup(to=tmp_path / "backup.zip", now=timezone.now())
    with reader.opened(written.path) as found, zipfile.ZipFile(written.path) as members:
        stated = found.manifest
        assert members.read(f"files/{stored.path}") == b"What Osprey wants"

    assert (stated.vendor, stated.files[stored.path].sha256) == (connection.vendor, stored.sha256)
    assert (stated.key is not None, stated.lost, stated.changed, stated.deleted) == (True, [], [], [])
    assert stated.tables["files_storedfile"].rows == 1
    assert (written.checked, stat.S_IMODE(written.path.stat().st_mode)) == ("restored", 0o600)


@pytest.mark.sqlite
def test_the_key_is_left_out_on_request(stored, tmp_path):
    written = commands.write_backup(to=tmp_path / "backup.zip", now=timezone.now(), with_key=False, check=False)

    assert written.manifest.key is None
    assert manifest.KEY not in zipfile.ZipFile(written.path).namelist()


@pytest.mark.sqlite
def test_a_file_lost_or_changed_on_the_disk_is_named_and_the_rest_is_saved(stored, tmp_path):
    location(stored).write_bytes(b"other")
    changed = commands.write_backup(to=tmp_path / "1.zip", now=timezone.now()).manifest
    location(stored).unlink()
    lost = commands.write_backup(to=tmp_path / "2.zip", now=timezone.now()).manifest

    assert (changed.changed, changed.lost) == ([stored.path], [])
    assert (lost.changed, lost.lost) == ([], [stored.path])


@pytest.mark.sqlite
def test_a_file_deleted_after_the_database_was_copied_is_in_the_archive(stored, tmp_path, monkeypatch):
    current = current_database()

    def then_delete(to):
        taken = current.snapshot(to)
        location(stored).unlink()
        return taken

    monkeypatch.setattr(commands, "database", lambda: replace(current, snapshot=then_delete))
    written = commands.write_backup(to=tmp_path / "backup.zip", now=timezone.now())

    assert list(written.manifest.files) == [stored.path]


@pytest.mark.sqlite
def test_a_copy_that_lost_a_row_is_not_kept(stored, tmp_path, monkeypatch):
    current = current_database()

    def one_less(path):
        tables = current.restored_tables(path) or {}
        return {name: table for name, table in tables.items() if name != "files_storedfile"}

    monkeypatch.setattr(commands, "database", lambda: replace(current, restored_tables=one_less))
    with pytest.raises(BackupFailed) as failed:
        commands.write_backup(to=tmp_path / "out" / "backup.zip", now=timezone.now())

    assert (failed.value.code, failed.value.detail) == (DIFFERS, "files_storedfile")
    assert visible(tmp_path / "out") == []


def on_little_room(folder):
    """Return FAILED_CLEANLY if a backup that may write 300 kB at most fails and leaves nothing."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        commands.write_backup(to=folder / "backup.zip", now=timezone.now())
    except BackupFailed:
        return LEFT_SOMETHING if visible(folder) else FAILED_CLEANLY
    return 0


@pytest.mark.hammer
def test_a_backup_that_may_not_grow_leaves_nothing(stored, tmp_path):
    location(stored).write_bytes(os.urandom(400_000))

    assert exit_code(fork(on_little_room, tmp_path / "out")) == FAILED_CLEANLY


@pytest.fixture
def small_disk(tmp_path):
    with disk_of(tmp_path / "disk", "400k") as disk:
        yield disk


@pytest.mark.sqlite
@pytest.mark.small_disk
@pytest.mark.parametrize("filled_by", ["file", "database"])
def test_a_full_disk_is_named_and_nothing_is_left(stored, small_disk, filled_by):
    if filled_by == "file":
        location(stored).write_bytes(os.urandom(500_000))
    with pytest.raises(BackupFailed) as failed:
        commands.write_backup(to=small_disk / "backup.zip", now=timezone.now())

    assert (failed.value.code, failed.value.detail) == (FULL, str(small_disk))
    assert visible(small_disk) == []


@pytest.mark.sqlite
def test_two_backups_into_one_folder_do_not_meet(stored, tmp_path, monkeypatch):
    current = current_database()

    def second(to):
        with pytest.raises(BackupFailed) as failed:
            commands.write_backup(to=tmp_path / "2.zip", now=timezone.now())
        assert failed.value.code == BUSY
        return current.snapshot(to)

    monkeypatch.setattr(commands, "database", lambda: replace(current, snapshot=second))
    assert commands.write_backup(to=tmp_path / "1.zip", now=timezone.now()).path.exists()
    assert not (tmp_path / "2.zip").exists()


@pytest.mark.sqlite
def test_a_damaged_database_is_not_copied(stored, tmp_path, settings):
    with sqlite3.connect(connection.settings_dict["NAME"]) as live, sqlite3.connect(tmp_path / "damaged") as copy:
        live.backup(copy)
    with (tmp_path / "damaged").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    connection.settings_dict["NAME"], before = str(tmp_path / "damaged"), connection.settings_dict["NAME"]
    try:
        with pytest.raises(BackupFailed) as failed:
            commands.write_backup(to=tmp_path / "out" / "backup.zip", now=timezone.now())
    finally:
        connection.settings_dict["NAME"] = before

    assert (failed.value.code, visible(tmp_path / "out")) == ("source", [])


def test_without_a_client_postgresql_asks_for_one(monkeypatch):
    monkeypatch.setattr(clients, "_clients", lambda: iter(()))
    with pytest.raises(BackupFailed) as failed:
        clients.client_for(15)

    assert (failed.value.code, failed.value.detail) == (NO_CLIENT, "15")
