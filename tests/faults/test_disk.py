"""A disk that is full or read-only: what can't be done is refused with a clear page, and nothing is lost."""

import ctypes
import json
import shutil
from contextlib import contextmanager, suppress

import pytest
from django.conf import settings
from django.db import connections

from amity.config.serving import running
from amity.shared.errors import Refused
from tests.faults.instance import pointed_at
from tests.faults.refusing import PREFERENCES, check_refused_and_recovered, check_whole
from tests.rig.disks import disk_of
from tests.rig.forks import exit_code, fork
from tests.rig.migrated import FILE, migrated_file
from tests.rig.patience import wait_for

pytestmark = [pytest.mark.hammer, pytest.mark.sqlite, pytest.mark.small_disk]


@pytest.fixture
def place(transactional_db, tmp_path):
    """Put the data folder on a small disk of its own."""
    before, database = settings.ENVIRONMENT.data, connections.settings["default"]["NAME"]
    with disk_of(tmp_path / "data", "24m") as data:
        data.chmod(0o700)
        shutil.copyfile(migrated_file(), data / FILE)
        pointed_at(data, {"NAME": str(data / FILE)})
        yield data
        pointed_at(before, {"NAME": database})


@contextmanager
def full_disk(place):
    """Fill the disk."""
    with (place / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"x" * 4096):
            pass
    yield
    (place / "filler").unlink()


def test_a_full_disk_refuses_writes_and_recovers(instance, place):
    with instance.web():
        check_refused_and_recovered(instance, full_disk(place))
    check_whole(instance)


def without_rights():
    """Make file permissions apply to this process even if it runs as root."""
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0


@contextmanager
def read_only(place):
    """Make the folder and all files in it read-only."""
    connections.close_all()
    set_modes(place, folder=0o500, file=0o400)
    yield
    set_modes(place, folder=0o700, file=0o700)


def set_modes(place, *, folder, file):
    """Set the permissions of a folder and of all in it. SQLite may remove its files beside the database meanwhile."""
    place.chmod(0o700)
    for path in place.iterdir():
        with suppress(FileNotFoundError):
            path.chmod(folder if path.is_dir() else file)
    place.chmod(folder)


def test_a_folder_that_becomes_read_only_is_answered_with_a_clear_page(instance, place):
    instance.use = without_rights
    # A connection that is open when the folder becomes read-only can still write.
    pointed_at(place, {"CONN_MAX_AGE": 0})
    with instance.web():
        assert instance.log_time("before") == 201
        with read_only(place):
            api = instance.log_time("while it is read-only")
            page = instance.ask("POST", "/settings/me/", PREFERENCES, page=True)
            ready = json.loads(instance.ask("GET", "/health/ready")[1])
        # A connection that is just being closed still shares with others that nothing can be written.
        wait_for(lambda: instance.log_time("after") == 201, "an entry after the folder can be written to again")

    assert (api, page[0], "Nothing was saved" in page[1]) == (503, 503, True)
    assert "data folder" in ready["failing"]


@pytest.mark.parametrize("start", [running.work, running.web, running.serve])
def test_nothing_starts_on_a_read_only_folder(place, tmp_path, start):
    def begin():
        without_rights()
        try:
            start(None)
        except Refused as refusal:
            (tmp_path / "sentence").write_text(refusal.sentence)

    with read_only(place):
        assert exit_code(fork(begin)) == 0

    assert "cannot be written to: Permission denied" in (tmp_path / "sentence").read_text()
