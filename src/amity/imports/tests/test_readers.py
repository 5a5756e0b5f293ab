"""Reading of files: layouts, encodings, and everything that is refused."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from amity.imports.readers.limits import Limits
from amity.imports.readers.open_table import open_table
from amity.imports.rules import Record, Unreadable


def read(data: bytes, **how: object) -> tuple[tuple[str, ...], list[Record], list[str]]:
    with open_table(BytesIO(data), **how) as table:  # type: ignore[arg-type]
        return table.headers, list(table.records()), [note.code for note in table.notes]


def refusal(data: bytes, **how: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, **how)
    return caught.value.reason.code


def workbook(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet("Time")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_read_from_the_file(delimiter):
    data = delimiter.join(["Date", "Hours", "Text"]) + "\n" + delimiter.join(["2026-01-02", "1", "a"]) + "\n"

    headers, records, _ = read(data.encode())

    assert headers == ("Date", "Hours", "Text")
    assert list(records[0].cells) == ["2026-01-02", "1", "a"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_accents_survive_every_encoding(codec):
    data = "Datum;Kunde;Stunden\n26.01.2026;Müller & Söhne;1,5\n".encode(codec)

    headers, records, _ = read(data)

    assert headers == ("Datum", "Kunde", "Stunden")
    assert records[0].cells[1] == "Müller & Söhne"


def test_a_guessed_encoding_is_said_with_its_line():
    with open_table(BytesIO("Datum;Kunde\n1.1.2026;Bär\n".encode("cp1252"))) as table:
        (note,) = table.notes

    assert (note.code, note["line"], note["name"]) == ("encoding_guessed", "2", "cp1252")


def test_broken_bytes_reject_their_row_and_no_other():
    _, records, notes = read("a,b\nä,1\n".encode() + b"\xff\xfe,2\nc,3\n")

    assert [record.reason.code if record.reason else "" for record in records] == ["", "bytes_broken", ""]
    assert notes == ["encoding_broken"]


def test_a_nul_byte_rejects_its_row():
    _, records, _ = read(b"a,b\nx\0y,1\nz,2\n")

    assert [bool(record.reason) for record in records] == [True, False]


def test_lines_above_the_header_are_skipped_and_said():
    headers, records, notes = read(b"Report of our agency\n\nDate,Hours,Text\n2026-01-02,1,a\n2026-01-03,2,b\n")

    assert headers == ("Date", "Hours", "Text")
    assert [record.number for record in records] == [1, 2]
    assert notes == ["preamble_skipped"]


def test_quoted_notes_keep_their_line_ends_and_count_as_one_record():
    _, records, _ = read(b'a,b\r\n"one\r\ntwo",1\r\nthree,2\r\n')

    assert [(record.number, record.cells[0]) for record in records] == [(1, "one\r\ntwo"), (2, "three")]


def test_ragged_rows_say_how_many_cells_they_have():
    _, records, _ = read(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n")

    assert [record.reason["cells"] if record.reason else "" for record in records] == ["2", "4", "", ""]


def test_an_open_quote_is_named_at_its_row():
    _, records, _ = read(b'a,b\n1,2\n3,"x\n4,5\n')

    assert records[-1].reason is not None
    assert (records[-1].number, records[-1].reason.code) == (2, "quote_open")


def test_repeated_and_empty_headers_become_usable_names():
    headers, _, notes = read(b"Comment,Comment,,x\na,b,c,d\n")

    assert headers == ("Comment", "Comment (2)", "#3", "x")
    assert notes == ["header_repeated"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n\n", "file_empty"),
        (b"%PDF-1.7 ...", "wrong_kind"),
        (b"\x89PNG\r\n\x1a\n", "wrong_kind"),
        (b"<!DOCTYPE html><html></html>", "wrong_kind"),
        (b"PK\x03\x04 broken", "zip_broken"),
        (bytes(range(256)) * 20, "wrong_kind"),
        (b'{"rows": []}', "wrong_kind"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data, code):
    assert refusal(data) == code


def test_limits_are_kept():
    rows = b"a,b\n" + b"1,2\n" * 20

    assert refusal(rows, limits=Limits(rows=10)) == "too_many_rows"
    assert refusal(rows, limits=Limits(bytes=10)) == "file_too_large"
    assert refusal(b",".join(b"c%d" % n for n in range(300)) + b"\n") == "too_many_columns"
    assert refusal(b'a,b\n"' + b"x" * 200_000 + b'",1\n') == "cell_too_long"
    assert refusal(b"a,b\n" + b"x" * 1_500_000) in ("line_too_long", "cell_too_long")


def test_a_spreadsheet_gives_typed_values_and_never_runs_a_formula():
    headers, records, _ = read(workbook([["Date", "Hours", "Text"], ["2026-01-02", 1.5, "=cmd|' /C calc'!A0"]]))

    assert headers == ("Date", "Hours", "Text")
    assert list(records[0].cells) == ["2026-01-02", 1.5, "=cmd|' /C calc'!A0"]


def test_a_zip_that_is_no_spreadsheet_says_what_it_is():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(Unreadable) as caught:
        read(out.getvalue())

    assert caught.value.reason["kind"] == "docx"


def test_an_xlsx_bomb_is_refused_before_it_unpacks():
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)

    assert refusal(out.getvalue()) == "xlsx_too_large"


def test_records_can_be_read_twice():
    with open_table(BytesIO(b"a,b\n1,2\n")) as table:
        assert list(table.records()) == list(table.records())
