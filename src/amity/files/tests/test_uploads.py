"""Hostile uploads: a wrong type with a right name, too large, a path in the name, script, a bomb. None does harm."""

import io
import zipfile

import pytest
from django.core.exceptions import RequestDataTooBig

from amity.files import archives, commands, queries, rules, uploading
from amity.files.models import StoredFile
from amity.shared.errors import Invalid, NotSeen
from tests.builders import MONDAY, acting

MIB = b"\x00" * (1 << 20)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Use a separate folder for stored files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def paper(person, name, *chunks, limit=1_000_000):
    """Return an uploaded document."""
    return commands.store(by=acting(person), name=name, chunks=chunks, limit=limit, now=MONDAY, accept=rules.DOCUMENTS)


def packed(members, *, compression=zipfile.ZIP_DEFLATED):
    """Return an archive of names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def nothing_kept(media):
    return StoredFile.objects.count() == 0 and not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("contract.pdf", b"MZ\x90\x00\x03\x00\x00\x00 a program"), ("contract.pdf", b"<html><script>1</script>"),
        ("contract.pdf", b"\x89PNG\r\n\x1a\n\x00"), ("scan.png", b"%PDF-1.7"), ("scan.jpg", b"GIF89a\x00\x00"),
        ("terms.docx", b"%PDF-1.7"), ("notes.txt", b"a\x00b"), ("notes.txt", b"PK\x03\x04 an archive"),
        ("run.exe", b"MZ\x90\x00"), ("page.html", b"<p>hello"),
        ("no-ending", b"%PDF-1.7"), ("all.zip", packed([("a", b"b")])),
    ],
)  # fmt: skip
def test_a_wrong_type_behind_a_right_name_is_refused(mara, media, name, content):
    with pytest.raises(Invalid, match="match its file type"):
        paper(mara, name, content)

    assert nothing_kept(media)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"  <?xml version='1.0'?><svg/>",
        b"<!DOCTYPE html><script>alert(1)</script>", b"hello <script>alert(1)</script>",
        "\ufeff<html>".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_text_that_a_browser_would_run_is_no_paper(mara, media, content):
    with pytest.raises(Invalid):
        paper(mara, "notes.txt", content)

    assert nothing_kept(media)


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "page.pdf.html"])
def test_markup_is_no_paper_under_its_own_name_either(mara, name):
    with pytest.raises(Invalid):
        paper(mara, name, b"<svg onload='alert(1)'/>")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("SOW 36.PDF", b"%PDF-1.7"), ("scan.jpeg", b"\xff\xd8\xff\xe0"),
        ("terms.docx", packed([("word/a.xml", b"<a/>")])),
        ("quote.csv", b"a;b\n1;2\n"), ("notes.md", b"5 < 7 and 7 > 5"),
    ],
)  # fmt: skip
def test_papers_as_they_come_are_kept(mara, name, content):
    assert paper(mara, name, content).size == len(content)


def test_a_gigabyte_is_refused_after_the_limit_and_leaves_nothing(mara, media):
    read = []

    def endless():
        yield b"%PDF-1.7"
        for _ in range(1024):
            read.append(1)
            yield MIB

    with pytest.raises(Invalid, match="larger than"):
        commands.store(
            by=acting(mara), name="big.pdf", chunks=endless(), limit=25_000_000, now=MONDAY, accept=rules.DOCUMENTS
        )

    assert (len(read) < 30, nothing_kept(media)) == (True, True)


def test_a_request_that_announces_a_gigabyte_is_not_read(client, mara, monkeypatch):
    monkeypatch.setattr(uploading, "_limit", [lambda: 25_000_000])
    handler = uploading.Capped()

    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(None, {}, 1_000_000_000)


def test_a_request_that_brings_more_than_it_announced_is_cut_off(monkeypatch):
    monkeypatch.setattr(uploading, "_limit", [lambda: 2_000_000])
    handler = uploading.Capped()

    for place in range(3):
        assert handler.receive_data_chunk(MIB, place) == MIB
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(MIB, 3)


def test_the_page_says_that_it_was_too_large(client, mara, monkeypatch):
    monkeypatch.setattr(uploading, "_limit", [lambda: 0])
    client.force_login(mara)
    file = io.BytesIO(MIB * 3)
    file.name = "big.pdf"

    answer = client.post("/expenses/new/", {"receipts": file})

    assert (answer.status_code, "larger than Amity accepts" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"), ("..\\..\\boot.pdf", "boot.pdf"), ("/etc/a.pdf", "a.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"), ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ('x".pdf', "x.pdf"), (f"{'x' * 400}.pdf", "x" * 255),
    ],
)  # fmt: skip
def test_a_path_in_the_name_leads_nowhere(mara, media, given, kept):
    file = commands.store(by=acting(mara), name=given, chunks=[b"%PDF-1.7"], limit=100, now=MONDAY)

    assert file.name == kept
    assert queries.location(file).resolve().is_relative_to(media.resolve())
    assert kept not in file.path


def test_a_zip_bomb_is_refused_whatever_it_is_called(mara, media):
    bomb = packed([(f"xl/{number}.xml", MIB * 20) for number in range(5)])
    assert len(bomb) < 200_000

    for name in ("book.xlsx", "terms.docx"):
        with pytest.raises(Invalid, match="too large when unpacked"):
            paper(mara, name, bomb)
    with pytest.raises(Invalid, match="too large when unpacked"):
        commands.store(by=acting(mara), name="export.xlsx", chunks=[bomb], limit=10**9, now=MONDAY, purpose="import")
    assert nothing_kept(media)


def test_an_archive_that_lies_about_its_sizes_is_refused(mara):
    honest = packed([("xl/a.xml", MIB * 3)])
    size = (3 << 20).to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    assert lying != honest

    with pytest.raises(Invalid):
        paper(mara, "book.xlsx", lying)


def test_more_members_than_any_document_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    path = tmp_path / "a.zip"
    path.write_bytes(packed([(str(number), b"x") for number in range(4)]))

    assert not archives.is_as_listed(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", packed([("a", b"b")])[:-4]], ids=["begun", "cut off"])
def test_a_broken_archive_is_refused(mara, content):
    with pytest.raises(Invalid):
        paper(mara, "terms.docx", content)


def test_what_is_served_cannot_run_in_a_browser(client, fina):
    file = commands.store(
        by=acting(fina), name="page.html", chunks=[b"<script>alert(1)</script>"], limit=100, now=MONDAY
    )
    client.force_login(fina)

    answer = client.get(f"/files/{file.pk}/")

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_no_one_reads_a_file_without_the_right_to_what_it_belongs_to(mara, fina, tim):
    file = commands.store(
        by=acting(mara), name="a.pdf", chunks=[b"%PDF-1.7"], limit=100, now=MONDAY, purpose="agreement.paper"
    )

    for person in (mara, fina, tim):
        with pytest.raises(NotSeen):
            queries.file_seen_by(acting(person), file.pk)
