"""Stored files: whole or not at all, and readable only with permission."""

import errno
import tracemalloc
from pathlib import Path

import pytest

from amity.files import commands, policy, queries, rules
from amity.files.models import StoredFile
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def kept(media):
    return [path for path in Path(media).rglob("*") if path.is_file()]


def store(person, chunks=(b"a,b\n", b"1,2\n"), limit=1000, name="C:\\time\\log.csv", purpose=""):
    return commands.store(by=acting(person), name=name, chunks=chunks, limit=limit, now=MONDAY, purpose=purpose)


def test_a_file_is_kept_with_its_hash_size_and_kind(mara, media):
    file = store(mara)

    assert (file.name, file.size, file.content_type) == ("log.csv", 8, "text/csv")
    assert queries.opened(file).read() == b"a,b\n1,2\n"
    assert kept(media)[0].name not in file.name


def test_a_file_over_the_limit_leaves_nothing(mara, media):
    with pytest.raises(Invalid, match="larger than"):
        store(mara, limit=6)

    assert (kept(media), StoredFile.objects.count()) == ([], 0)


def test_an_empty_file_is_refused(mara, media):
    with pytest.raises(Invalid, match="empty"):
        store(mara, chunks=[])

    assert kept(media) == []


def test_a_full_disk_says_so_and_leaves_nothing(mara, media):
    def until_full():
        yield b"first"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused, match="disk is full"):
        store(mara, chunks=until_full())

    assert (kept(media), StoredFile.objects.count()) == ([], 0)


def test_a_row_that_cannot_be_written_leaves_no_bytes(mara, media, monkeypatch):
    monkeypatch.setattr(StoredFile.objects, "create", lambda **values: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        store(mara)

    assert kept(media) == []


def test_a_large_file_passes_through_little_memory(mara):
    tracemalloc.start()
    file = store(mara, chunks=(b"x" * 65_536 for _ in range(800)), limit=60_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert file.size == 52_428_800
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "x.csv", "application/pdf"),
        (b"PK\x03\x04", "x.xlsx", rules.XLSX),
        (b"PK\x03\x04", "x.csv", "application/zip"),
        (b"<script>", "x.html", "text/plain"),
        (b"a\x00b", "x.csv", rules.OCTETS),
    ],
)
def test_the_bytes_say_what_a_file_is(head, name, kind):
    assert rules.sniffed(head, name) == kind


def test_a_file_is_served_to_its_owner_as_a_download(client, mara):
    file = store(mara)
    client.force_login(mara, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get(f"/files/{file.pk}/")

    assert b"".join(answer.streaming_content) == b"a,b\n1,2\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="log.csv"'


def test_a_file_is_not_there_for_others_unless_its_part_says_so(mara, ada, monkeypatch):
    file = store(mara, purpose="report")
    with pytest.raises(NotSeen):
        queries.file_seen_by(acting(ada), file.pk)

    monkeypatch.setitem(policy._readers, "report", lambda actor, file_id: actor.id == ada.pk)
    assert queries.file_seen_by(acting(ada), file.pk) == file


def test_a_removed_file_is_gone(mara, media):
    commands.remove(store(mara))

    assert (kept(media), StoredFile.objects.count()) == ([], 0)
