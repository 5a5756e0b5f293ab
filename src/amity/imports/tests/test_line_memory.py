"""The rule for line codes is remembered with the source, and rows that lose their line get a warning."""

import pytest

from amity.imports.tests.bringing import amity, csv_file
from amity.timesheets.models import Entry

LINES = "code,name,est_hours\nAB1,Plan,10\n"
TIME = "date,person,project,hours,description\n2026-11-02,Tim,Site,1,AB1 - Plan it\n"
RULE = ("--line-code", r"^([A-Z]{2}\d)")


@pytest.fixture
def bring(capsys, fina, tmp_path):
    amity(capsys, "import-lines", csv_file(tmp_path, LINES), "--project", "Site")

    def run(text, *words):
        return amity(capsys, "import", "csv", csv_file(tmp_path, text), "--create-missing", "--json", *words)

    return run


def test_a_newer_file_is_read_by_the_rule_of_the_last_import(bring):
    first = bring(TIME, *RULE)
    again = bring(TIME + "2026-11-03,Tim,Site,2,AB1 - Plan more\n")

    assert (again["updated"], again["unchanged"], again["created"]) == (0, 1, 1)
    assert set(Entry.objects.values_list("line__number", flat=True)) == {"AB1"}
    assert again["warnings"] == [f"Line codes are read as in import {first['batch']}."]


def test_rows_that_lose_their_line_are_warned_about(bring):
    bring(TIME, *RULE)
    again = bring(TIME, "--line-code", r"^(ZZ\d)")

    assert again["updated"] == 1
    assert any("lose their line" in warning for warning in again["warnings"])
