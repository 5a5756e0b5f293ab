"""Scope lines, rejected rows imported again, and the sentence of every reason."""

import re
from io import BytesIO
from pathlib import Path

import pytest

from amity import imports
from amity.imports import wording
from amity.imports.quoted_lines.rules import ScopeLine, line_columns, lines_in
from amity.imports.readers.open_table import open_table
from amity.imports.rejected_rows.rules import REASON_HEADER, guarded, rejects_csv, unguarded
from amity.imports.rules import Reason, Unreadable
from amity.imports.time_rows.rules.rows import Rejected


def scope(source):
    with open_table(source) as table:
        return list(lines_in(line_columns(table.headers), table.records()))


def test_the_agencys_scope_is_22_lines_and_791_hours(real_data):
    lines = scope(real_data("agency-burndown/scope_lines.csv"))

    assert len(lines) == 22
    assert sum(line.seconds for line in lines) == 791 * 3600
    assert lines[0] == ScopeLine(1, "AVH01", "Content architecture & Contentful schema design", 36 * 3600, "Planning")


def test_lines_have_their_errors_by_row():
    lines = scope(BytesIO(b"code,name,est_hours\nA1,x,1\na1,y,2\nA2,,3\nA3,z,-1\nA4,z,many\n"))

    wrong = [line.reasons[0][1].code for line in lines if isinstance(line, Rejected)]
    assert wrong == ["line_twice", "line_field_missing", "hours_negative", "number_unreadable"]


def test_a_table_without_hours_is_no_scope():
    with pytest.raises(Unreadable) as caught:
        scope(BytesIO(b"code,name\nA1,x\n"))

    assert caught.value.reason["fields"] == "hours"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@x", "+SUM(A1)", "-x", "\t=1", "'quoted", "plain", ""])
def test_guarding_a_formula_can_be_taken_back(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(guarded(text)) == text


def test_negative_numbers_are_not_formulas():
    assert guarded("-1.00") == "-1.00"


def test_rejected_rows_come_back_as_they_were_without_our_column():
    written = "".join(rejects_csv(["Date", "Text"], [(["13/15/2024", "=cmd|x"], "No month 15.")]))

    with open_table(BytesIO(written.encode())) as table:
        records = list(table.records())

    assert REASON_HEADER in written
    assert "'=cmd|x" in written
    assert (table.headers, table.is_mended) == (("Date", "Text"), True)
    assert list(records[0].cells) == ["13/15/2024", "=cmd|x"]


def test_every_reason_has_its_words():
    files = [path for path in Path(imports.__path__[0]).rglob("*.py") if "tests" not in path.parts]
    code = re.compile(r'(?:Reason|Unreadable)\(\s*(?:"(\w+)"|"(\w+)" if .*? else "(\w+)")')
    used = {word for file in files for groups in code.findall(file.read_text()) for word in groups if word}
    assert len(used) > 60

    assert used - {*wording.FILES, *wording.ROWS, *wording.MATCHES} == set()


def test_words_name_the_month_and_the_suggestion():
    month = Reason("date_no_such_day", text="31/11/2026", month=11, year=2026, days=30)

    assert wording.sentence(month) == "November 2026 has 30 days."
    assert wording.sentence(Reason("hours_over_day", text="26.00", suggestion="2.60")) == "More than a day. 2.60?"
    assert "a PDF" in wording.sentence(Reason("wrong_kind", kind="pdf"))
    assert Reason.from_json(month.as_json()) == month
