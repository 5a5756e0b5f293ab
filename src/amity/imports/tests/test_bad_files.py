"""Files that are no good: a clear sentence, the right exit code, and nothing half done."""

import errno
import zipfile
from pathlib import Path

import pytest

from amity.accounts.models import Account
from amity.files.models import StoredFile
from amity.imports import commands
from amity.imports.models import Batch
from amity.imports.stage import stage_path
from amity.imports.tests.bringing import amity, harvest_file, harvest_row
from amity.people.models import Person
from amity.timesheets.models import Entry


@pytest.fixture
def bring(capsys, fina, tmp_path):
    def run(content, name="export.csv", source="harvest", words=()):
        path = tmp_path / name
        path.write_bytes(content)
        return amity(capsys, "import", source, path, "--create-missing", *words)

    return run


def nothing_is_left():
    stages = stage_path(1).parent
    left = list(stages.iterdir()) if stages.exists() else []
    return not (Batch.objects.exists() or StoredFile.objects.exists() or Account.objects.exists() or left)


def bomb(folder: Path) -> bytes:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7 rest", "export.csv", "This is a PDF, not a table. Bring a CSV or XLSX file."),
        (b"", "export.csv", "The file is empty."),
        (b"   \n\n", "export.csv", "The file is empty."),
        (b"a,b,c\n1,2,3\n", "export.csv", "This is not Harvest's detailed time export."),
        (b"PK\x03\x04 broken", "export.xlsx", "The XLSX file is damaged and cannot be opened."),
    ],
)
def test_what_is_no_such_file_leaves_nothing_behind(bring, content, name, words):
    answer = bring(content, name)

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert nothing_is_left()


def test_an_xlsx_bomb_is_refused_before_it_is_unpacked(bring, tmp_path):
    answer = bring(bomb(tmp_path), "bomb.xlsx")

    assert answer.code == 2
    assert "XLSX" in answer.err
    assert nothing_is_left()


def test_a_file_that_is_not_there_is_said(capsys, fina, tmp_path):
    answer = amity(capsys, "import", "harvest", tmp_path / "no.csv")

    assert answer.code == 2
    assert "No such file or directory" in answer.err


def test_a_full_disk_is_said_and_keeps_nothing(bring, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("amity.files.commands._write", full)
    answer = bring(b"Date\n")

    assert answer.code == 3
    assert "The disk is full." in answer.err
    assert nothing_is_left()


def test_a_disk_that_fills_while_the_file_is_read_leaves_nothing_behind(bring, monkeypatch, tmp_path):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("amity.imports.stage.Stage.put", full)
    answer = bring(harvest_file(tmp_path, harvest_row()).read_bytes())

    assert answer.code == 2
    assert "No space left on device" in answer.err
    assert nothing_is_left()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (harvest_row(day="13/15/2024"), "“13/15/2024”"),
        (harvest_row(hours="-1"), "Below zero; use a correction."),
        (harvest_row(hours="30"), "More than a day."),
        (harvest_row().replace("Euro - EUR", "Zloty - XQZ"), "There is no currency"),
        (harvest_row(hours="soon"), "“soon” is not a time."),
    ],
)
def test_a_bad_row_is_rejected_beside_good_ones(bring, tmp_path, row, reason):
    answer = bring(harvest_file(tmp_path, harvest_row(text="Good"), row).read_bytes(), words=["--json"])

    assert (answer.code, answer["rows"], answer["created"]) == (3, 2, 1)
    assert answer["rejected"][0]["row"] == 2
    assert reason in answer["rejected"][0]["reason"]
    assert Entry.objects.get().text == "Good"


def test_a_formula_is_kept_as_the_text_it_is(bring, tmp_path):
    content = harvest_file(tmp_path, harvest_row(text="=cmd|' /C calc'!A0")).read_bytes()
    bring(content)

    assert Entry.objects.get().text == "=cmd|' /C calc'!A0"


def test_broken_bytes_reject_their_row_only(bring, tmp_path):
    good, bad = harvest_row(text="Good é"), harvest_row(text="B\ufffdd")
    content = harvest_file(tmp_path, good, bad).read_bytes().replace("\ufffd".encode(), b"\xff\xfe")
    answer = bring(content, words=["--json", "--encoding", "utf-8"])

    assert (answer.code, answer["created"]) == (3, 1)
    assert answer["rejected"] == [{"row": 2, "reason": "This row holds bytes that are no text."}]


def test_a_date_that_can_be_read_two_ways_is_asked(bring):
    content = b"date,person,hours,description,project\n03/04/2026,Tim,1,Work,Site\n"
    asked = bring(content, source="csv")
    told = bring(content, source="csv", words=["--date-order", "day-first", "--json"])

    assert (asked.code, told.code, told["created"]) == (2, 0, 1)
    assert "day first or month first" in asked.err
    assert "--date-order" in asked.err
    assert str(Entry.objects.get().work_date) == "2026-04-03"


def test_a_column_of_texts_is_not_taken_for_projects(bring, monkeypatch):
    monkeypatch.setitem(commands.read_file.__globals__, "PROJECTS", 1)
    monkeypatch.setattr("amity.imports.staged_names.MOST", {"person": 9, "client": 9, "project": 2, "task": 9})
    rows = "".join(f"2026-11-0{n},Tim,1,Text {n}\n" for n in range(1, 5))
    answer = bring(f"date,person,hours,project\n{rows}".encode(), source="csv")

    assert answer.code == 2
    assert "4 different names in the column for project." in answer.err
    assert nothing_is_left()


def test_nobody_else_may_bring_files(capsys, mara, tmp_path):
    file = harvest_file(tmp_path, harvest_row())
    answer = amity(capsys, "import", "harvest", file, "--as", mara.mail)

    assert answer.code == 3
    assert "Only finance and directors bring files in." in answer.err


def test_the_command_asks_who_acts_when_several_may(capsys, ada, fina, tmp_path):
    file = harvest_file(tmp_path, harvest_row())
    open_question = amity(capsys, "import", "harvest", file, "--create-missing")
    told = amity(capsys, "import", "harvest", file, "--create-missing", "--as", ada.mail)

    assert (open_question.code, told.code) == (3, 0)
    assert "--as" in open_question.err
    assert Batch.objects.get().person == Person.objects.get(pk=ada.pk)
