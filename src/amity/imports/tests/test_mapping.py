"""Any file by mapping: guesses, choices, and line codes in texts."""

from collections import Counter
from io import BytesIO

import pytest

from amity.imports.columns.rules.dialect import survey
from amity.imports.columns.rules.fields import Columns, mapped, parse_map_option
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.line_codes.rules import line_codes, parse_alias, usual_expression
from amity.imports.readers.open_table import open_table
from amity.imports.rules import Sureness, Unreadable
from amity.imports.time_rows.rules.rows import Rejected, RowReader

CODE = r"^\s*([A-Z]{3}\d{2})\b"


def guessed(path) -> dict[str, str]:
    with open_table(path) as table:
        samples = [record.cells for record, _ in zip(table.records(), range(50), strict=False)]
        columns = guess_columns(table.headers, samples)
        return {name: table.headers[place] for name, place in columns.places.items()}


def rows_of(path, codes=None, **told):
    with open_table(path) as table:
        columns = guess_columns(table.headers, [record.cells for record in table.records()]).or_refuse()
        reader = RowReader(columns, survey(columns, table.records(), **told).dialect, codes)
        return [reader.read(record) for record in table.records()]


def test_the_agencys_file_has_46_rows_and_119_75_hours_by_code(real_data):
    codes = line_codes(CODE, {"AHV21": "AVH21"}, default="AVH21")
    rows = rows_of(real_data("agency-burndown/time_entries_2026-09-10.csv"), codes, project="AVH")
    hours: Counter[str] = Counter()
    for row in rows:
        hours[row.line] += row.seconds / 3600

    assert len(rows) == 46
    assert sum(hours.values()) == 119.75
    assert (hours["AVH21"], hours["AVH23"], hours["AVH01"]) == (47.75, 18, 22.5)
    assert {row.text for row in rows} >= {"Standup", "AHV21 - standup + backlog refinement"}


def test_a_tool_files_columns_are_guessed(real_data):
    toggl = guessed(real_data("toggl/toggl_detailed_team_2016.csv"))
    clockify = guessed(real_data("clockify/clockify_time_entries_import_test_2.csv"))
    tempo = guessed(real_data("jira-tempo/tempo_timesheet.csv"))

    assert toggl.items() >= {"date": "Start date", "hours": "Duration", "mail": "Email", "text": "Description"}.items()
    assert toggl["amount"] == "Amount (USD)"
    assert clockify.items() >= {"price": "Billable Rate (EUR)", "amount": "Billable Amount (EUR)"}.items()
    assert tempo.items() >= {"date": "Work date", "person": "Full name", "hours": "Hours"}.items()


def test_the_toggl_team_has_652_rows_and_885_8_hours(real_data):
    rows = rows_of(real_data("toggl/toggl_detailed_team_2016.csv"))

    assert len(rows) == 652
    assert round(sum(row.seconds for row in rows) / 3600, 1) == 885.8


def test_a_column_without_a_telling_header_is_assumed_from_its_values():
    columns = guess_columns(["A", "B", "C"], [["2026-01-02", "1.5", "x@y.example"], ["2026-01-03", "2", "z@y.example"]])

    assert columns.places == {"date": 0, "hours": 1, "mail": 2}
    assert set(columns.sureness.values()) == {Sureness.ASSUMED}


def test_a_choice_overrules_a_guess_and_is_known():
    guess = guess_columns(["Date", "Hours", "Name"], [["2026-01-02", "1", "Mara"]])

    columns = mapped(["Date", "Hours", "Name"], {"text": "name"}, guess)

    assert columns.places == {"date": 0, "hours": 1, "text": 2}
    assert columns.missing() == ("person",)
    assert columns.sureness["text"] is Sureness.KNOWN


@pytest.mark.parametrize(("text", "code"), [("hours", "map_option"), ("time=Zeit", "map_field")])
def test_a_wrong_map_option_is_refused(text, code):
    with pytest.raises(Unreadable) as caught:
        parse_map_option(text)

    assert caught.value.reason.code == code


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(Unreadable) as caught:
        mapped(["Date"], {"hours": "Zeit"})

    assert caught.value.reason["text"] == "Zeit"


def test_codes_are_read_corrected_and_defaulted():
    codes = line_codes(CODE, dict([parse_alias("ahv21=avh21")]), default="avh00")

    assert [codes.code_in(text) for text in ("AVH01 - x", "AHV21 - y", "Standup")] == ["AVH01", "AVH21", "AVH00"]
    assert codes.without_code("AHV21 - y") == "y"


def test_a_broken_expression_is_refused_with_its_fault():
    with pytest.raises(Unreadable) as caught:
        line_codes("([")

    assert caught.value.reason.code == "line_code_expression"


def test_the_usual_shape_of_codes_is_guessed_where_half_of_the_texts_have_one():
    assert usual_expression(["AVH21 - a", "AVH01 - b", "Standup"])
    assert not usual_expression(["Standup", "AVH01 - b", "Call"])


def test_a_choice_of_day_or_month_first_ends_the_question():
    text = b"date,person,hours\n03/04/2024,Mara,1\n"
    with open_table(BytesIO(text)) as table:
        columns = guess_columns(table.headers, [record.cells for record in table.records()])
        asked = survey(columns, table.records())

    assert asked.question is not None
    assert asked.question.code == "date_order_open"


def test_a_row_that_names_no_one_is_rejected():
    (row,) = rows_of(BytesIO(b"date,person,hours\n2026-01-02,,1\n"))

    assert isinstance(row, Rejected)
    assert row.reasons[0][1].code == "person_missing"


def test_a_mapping_without_hours_cannot_be_used():
    with pytest.raises(Unreadable) as caught:
        Columns({"date": 0, "person": 1}).or_refuse()

    assert caught.value.reason["fields"] == "hours"


def test_a_person_for_all_rows_replaces_their_column_and_no_other():
    columns = Columns({"date": 0, "hours": 1})
    assert columns.or_refuse(person="Tim") == columns

    with pytest.raises(Unreadable) as caught:
        Columns({"hours": 1}).or_refuse(person="Tim")

    assert caught.value.reason["fields"] == "date"
