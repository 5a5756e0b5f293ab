"""A restored instance equals the one that was backed up, and nothing is lost by a restore that can't be."""

import json
import shutil
import zipfile

import pytest
from django.db import connection
from django.utils import timezone

from amity.audit import trail
from amity.backups.databases.current import database
from amity.backups.restore import restore
from amity.files.models import StoredFile
from amity.people.models import Person
from amity.shared import folder_lock
from amity.shared.errors import Refused
from tests.builders import make_person


def put_back(archive, *, replace=True):
    return restore(archive, replace=replace, now=timezone.now())


def rewritten(archive, change):
    """Return a copy of the archive with another manifest."""
    other = archive.with_name("other.zip")
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "manifest.json":
                stated = json.loads(content)
                change(stated)
                content = json.dumps(stated).encode()
            after.writestr(name, content)
    return other


def test_rows_files_and_key_come_back_and_what_was_there_is_moved_aside(archive, stored, data):
    make_person("Late")
    StoredFile.objects.all().delete()
    (data / "files" / stored.path).unlink()
    (data / "secret_key").write_text("other")

    restored = put_back(archive)

    assert not Person.objects.filter(name="Late").exists()
    assert (data / "files" / StoredFile.objects.get().path).read_bytes() == b"What Osprey wants"
    assert ((data / "secret_key").read_text()[:3], trail.tampered()) == ("kkk", [])
    assert [one.read_text() for one in data.glob("replaced-*/secret_key")] == ["other"]
    assert restored.aside


def test_a_place_in_use_is_only_replaced_on_request(archive, data):
    with pytest.raises(Refused, match="--replace"):
        put_back(archive, replace=False)

    shutil.rmtree(data / "files")
    with pytest.raises(Refused, match="--replace"):
        put_back(archive, replace=False)


@pytest.mark.sqlite
def test_amity_must_not_run_meanwhile(archive, data):
    with folder_lock.use_alone(data), pytest.raises(Refused, match="Stop it first"):
        put_back(archive)


def cut(archive):
    archive.write_bytes(archive.read_bytes()[:-1000])


def one_byte_changed(archive):
    with archive.open("r+b") as file:
        file.seek(archive.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 255]))


def overwritten(archive):
    archive.write_bytes(b"no archive")


def without_manifest(archive):
    with zipfile.ZipFile(archive, "w") as empty:
        empty.writestr("a", "b")


@pytest.mark.sqlite
@pytest.mark.parametrize("harm", [cut, one_byte_changed, overwritten, without_manifest])
def test_a_damaged_archive_changes_nothing(archive, data, harm):
    harm(archive)
    before = sorted(data.rglob("*"))
    with pytest.raises(Refused) as refused:
        put_back(archive)

    assert (str(archive) in refused.value.sentence, "\n" in refused.value.sentence) == (True, False)
    assert ({*data.rglob("*")} - {*before} - {data / folder_lock.RUNNING}, Person.objects.count()) == (set(), 1)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda stated: stated["migrations"].append("people.0099_later"), "people.0099_later"),
        (lambda stated: stated.update(format=2), "format 2"),
        (lambda stated: stated.update(vendor={"sqlite": "postgresql"}.get(stated["vendor"], "sqlite")), "DATABASE_URL"),
        (lambda stated: stated["tables"]["people_person"].update(rows=7), "people_person"),
        (lambda stated: next(iter(stated["files"].values())).update(sha256="0" * 64), "files/"),
        (lambda stated: stated["files"].update({"../../x": {"size": 1, "sha256": ""}}), "damaged"),
    ],
    ids=["newer schema", "newer format", "other database", "other rows", "other bytes", "file outside"],
)
def test_an_archive_that_does_not_fit_is_refused(archive, data, change, words):
    with pytest.raises(Refused, match=words):
        put_back(rewritten(archive, change))

    assert Person.objects.count() == 1
    assert not list(data.glob("replaced-*"))


@pytest.mark.sqlite
def test_the_copy_is_of_the_moment_of_its_digests(archive, tmp_path):
    taken = database().snapshot(tmp_path / "copy")
    make_person("Late")

    assert database().restored_tables(tmp_path / "copy") == taken.tables
    assert connection.vendor == database().vendor
