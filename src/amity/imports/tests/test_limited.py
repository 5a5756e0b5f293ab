"""Uploaded files are read by a child process. Whatever they do to it, the service only reports it."""

import json
import subprocess
import sys
import time
import zipfile
from contextlib import ExitStack
from io import BytesIO

import pytest
import xlsxwriter
from django.urls import reverse

from amity.agency.commands import set_limit
from amity.files import archives
from amity.imports import steps
from amity.imports.contacts.rules.rows import ContactRow
from amity.imports.contacts.rules.vcards import contacts_in
from amity.imports.models import Batch
from amity.imports.readers import limited
from amity.imports.readers.limits import Limits
from amity.imports.rules import Unreadable
from amity.imports.stage.stage import stage_of
from amity.imports.tests.bringing import amity, left_over
from amity.imports.tests.by_page import HEADER, at, bring, newest, row
from amity.shared.children.bounded import Bounds, Stopped
from tests.builders import MONDAY, acting, make_person
from tests.rig.children import around

pytestmark = pytest.mark.usefixtures("fresh_readers")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PAGE_SECONDS = Limits(seconds=20)


def workbook(sheet, strings="<si><t>x</t></si>"):
    """Return a workbook with the given sheet and shared texts."""
    usual, out = BytesIO(), BytesIO()
    book = xlsxwriter.Workbook(usual)
    book.add_worksheet("S").write(0, 0, "x")
    book.close()
    parts = {
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(usual) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in read.namelist():
            archive.writestr(name, parts.get(name) or read.read(name))
    return out.getvalue()


HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c><c r="B1" t="inlineStr"><is><t>Hours</t></is></c></row>'
)
FAR = {
    "single quotes": HEAD + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "blanks": HEAD + '<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
    "small letters": HEAD + '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "a mark before": HEAD + '<row r="1048576"><c x="&gt;>" r="XFD1048576"><v>1</v></c></row>',
    "no places": HEAD + '<row r="1048576">' + "<c><v>1</v></c>" * 190 + "</row>",
}
STOPS = {"crash": "reading_crashed", "memory": "reading_heavy", "time": "reading_slow"}


def refusal(path, limits=PAGE_SECONDS):
    with pytest.raises(Unreadable) as refused, limited.open_table(path, limits) as table:
        list(table.records())
    return refused.value.reason.code


def exhausted(records, seconds_each):
    for _record in records:
        time.sleep(seconds_each)


@pytest.fixture
def stops(monkeypatch):
    """Return `stops(why)`, which makes every reader end with a reason and returns the list of started readers."""
    started = []

    def stop(why):
        class Ended:
            def __init__(self, target, *_arguments, **_bounds):
                started.append(target)
                raise Stopped(why)

        monkeypatch.setattr(limited, "Child", Ended)
        monkeypatch.setattr(limited, "call", Ended)
        return started

    return stop


@pytest.mark.parametrize("way", FAR)
def test_a_cell_far_out_ends_its_reader_and_nothing_else(tmp_path, way):
    path = tmp_path / "far.xlsx"
    path.write_bytes(workbook(FAR[way]))

    assert refusal(path) in {"reading_crashed", "reading_heavy"}


def test_a_long_text_repeated_in_many_cells_ends_its_reader(tmp_path):
    cells = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in range(2, 30_000))
    path = tmp_path / "same.xlsx"
    path.write_bytes(workbook(HEAD + cells, f"<si><t>{'y' * 90_000}</t></si>"))

    assert refusal(path) in {"reading_crashed", "reading_heavy"}


def test_a_usual_table_comes_through_whole(tmp_path):
    path = tmp_path / "usual.xlsx"
    path.write_bytes(workbook(HEAD + '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><v>1.5</v></c></row>'))

    with limited.open_table(path) as table:
        assert (table.kind, table.headers, table.sheets) == ("xlsx", ("Date", "Hours"), ("S",))
        assert [list(record.cells) for record in table.records()] == [[5.0, 1.5]]
        assert len(list(table.records())) == 1


def test_cards_without_an_end_are_cut_in_one_pass():
    began = time.process_time()

    cards = list(contacts_in(b"BEGIN:VCARD\n" * 50_000 + b"FN:Ada\nEND:VCARD\n"))

    assert time.process_time() - began < 10
    assert (len(cards), sum(isinstance(card, ContactRow) for card in cards)) == (50_000, 1)


def test_lists_of_a_workspace_are_not_held_here(tmp_path):
    path = tmp_path / "toggl.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("projects.json", json.dumps([{}] * 300_000).replace("{}", '{"a":[[],[],[],[],[],[]]}'))

    with pytest.raises(Unreadable) as refused, limited.things_of_workspace(path, Limits(memory=200_000_000)):
        pass

    assert refused.value.reason.code == "reading_heavy"


def test_an_archive_with_an_endless_list_is_not_harmless(tmp_path, monkeypatch):
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    assert archives.is_harmless(path)

    monkeypatch.setattr(archives, "BOUNDS", Bounds(memory=1_000_000, seconds=5))

    assert not archives.is_harmless(path)


@pytest.mark.django_db
@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("tool", ["csv", "contacts", "find_out", "expenses", "lines"])
def test_a_file_that_ends_its_reader_is_kept_unreadable_and_not_read_again(finas, stops, why, tool):
    started = stops(why)

    assert bring(finas, HEADER + row(), tool=tool, project="Site").status_code == 302
    tried = len(started)
    page = finas.get(at("batch"))

    assert (newest().state, newest().notes) == ("unreadable", [{"code": STOPS[why]}])
    assert page.status_code == finas.get(at("columns"), follow=True).status_code == 200
    assert len(started) == tried


@pytest.mark.django_db
@pytest.mark.parametrize("tool", ["csv", "contacts"])
def test_a_stopped_file_can_be_read_once_more_or_discarded(finas, stops, monkeypatch, tool):
    with monkeypatch.context() as patched:
        patched.setattr(limited, "Child", lambda *_given, **_named: (_ for _ in ()).throw(Stopped("time")))
        bring(finas, HEADER + row(), tool=tool)
    assert newest().state == "unreadable"

    finas.post(at("answer"))

    assert newest().state == ("ready" if tool == "csv" else "reading")
    finas.post(at("discard"))
    assert not Batch.objects.exists()


@pytest.mark.django_db
def test_a_file_whose_process_died_is_not_read_again_when_its_page_opens(finas, stops):
    bring(finas, "Name,Email,Company\nAda,ada@osprey.test,Osprey\n", tool="contacts")
    with stage_of(newest().pk) as stage:
        stage.put_fact(steps._LOOKING, value=True)
    started = stops("crash")

    assert finas.get(at("batch")).status_code == 200
    assert (newest().state, newest().notes) == ("unreadable", [{"code": "reading_unfinished"}])
    assert started == []


@pytest.mark.django_db
def test_the_crafted_workbook_is_kept_by_page_and_the_service_goes_on(finas):
    admin = make_person("Root", "administrator")
    set_limit(by=acting(admin), name="import.read_megabytes", value=300, now=MONDAY)

    bring(finas, workbook(FAR["single quotes"]), "far.xlsx", tool="find_out")

    assert newest().state == "unreadable"
    assert finas.get(reverse("imports:imports")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["csv", "contacts"])
def test_the_command_line_says_why_and_keeps_nothing(fina, capsys, own_folder, source):
    path = own_folder / "far.xlsx"
    path.write_bytes(workbook(FAR["no places"]))

    answer = amity(capsys, "import", source, path, "--create-missing", "--project", "Site", "--person", "Tim")

    assert (answer.code, left_over()) == (2, [])
    assert not Batch.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("tool", ["csv", "contacts", "find_out"])
def test_while_others_are_read_a_file_waits_a_moment_and_can_be_read_later(finas, monkeypatch, tool):
    monkeypatch.setattr(limited, "MOST_WAIT", 0.1)
    with ExitStack() as others:
        for _number in range(limited.AT_ONCE):
            others.enter_context(limited.place())
        bring(finas, HEADER + row(), tool=tool)
        page = finas.get(at("batch")).content.decode()
    assert (newest().state, newest().notes) == ("unreadable", [{"code": "reading_busy"}])
    assert "Other files are being read right now." in page

    finas.post(at("answer"))

    assert newest().state == ("reading" if tool == "contacts" else "ready")


def test_who_waits_for_rows_waits_no_longer_than_said_whatever_is_done_with_each(tmp_path):
    (path := tmp_path / "a.csv").write_text("Name\n" + "Dana\n" * 200)
    began = time.monotonic()

    with limited.open_table(path, Limits(wait=0.1)) as table, pytest.raises(Unreadable, match="reading_slow"):
        exhausted(table.records(), seconds_each=0.05)

    assert time.monotonic() - began < 5, "ten seconds for all of them, and the start of a process"


@pytest.mark.parametrize("why", STOPS)
def test_the_place_of_a_reader_that_ended_is_free_again(tmp_path, stops, why):
    (path := tmp_path / "a.csv").write_text("Name\nDana\n")
    stops(why)

    codes = {refusal(path) for _number in range(limited.AT_ONCE + 1)}

    assert codes == {STOPS[why]}


def test_no_parser_is_loaded_where_pages_are_served(tmp_path):
    # charset_normalizer is: the library that asks a provider of sign-in brings it.
    words = (
        "import django, sys; django.setup(); import amity.config.urls; "
        "print([name for name in ('python_calamine', 'vobject') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", words], env=around(tmp_path), capture_output=True, text=True, check=True
    )

    assert shown.stdout.strip() == "[]"
