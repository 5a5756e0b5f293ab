"""Harvest's detailed time export, real and in its variants."""

from io import BytesIO

import pytest

from amity.imports.columns.rules.dialect import survey
from amity.imports.readers.open_table import open_table
from amity.imports.rules import Unreadable
from amity.imports.time_rows.rules.canonical import SourceRow
from amity.imports.time_rows.rules.rows import Rejected, RowReader
from amity.imports.tools.rules import harvest

HEADER = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,"
    "Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL\n"
)


def rows_of(source, **told):
    with open_table(source if not isinstance(source, str) else BytesIO(source.encode())) as table:
        columns = harvest.recognise(table.headers)
        seen = survey(columns, table.records(), **told)
        reader = RowReader(columns, seen.dialect)
        return [reader.read(record) for record in table.records()]


def line(
    *, date="2026-03-02", hours="1.5", billable="Yes", rate="100.0", amount="150.0", cost="0.0", currency="Euro - EUR"
):
    paid = f"{rate},{amount},{cost},0.0,{currency}"
    return f"{date},Acme,Site,,Design,note,{hours},{billable},No,No,Mara,Lind,,Yes,{paid},\n"


def test_the_real_export_has_298_rows_406_70_hours_and_19521_60_dollars(real_data):
    rows = rows_of(real_data("harvest/harvest_time_report_usd_dot.csv"))

    assert len(rows) == 298
    assert sum(row.seconds for row in rows) == 1_464_120
    assert sum(row.value or 0 for row in rows) == 1_952_160
    assert {row.currency for row in rows} == {"USD"}
    assert {row.cost for row in rows} == {None}


@pytest.mark.parametrize(
    ("name", "export"),
    [("projects", "harvest_projects"), ("clients", "harvest_clients")],
)
def test_other_exports_of_harvest_are_refused_by_name(real_data, name, export):
    with pytest.raises(Unreadable) as caught:
        rows_of(real_data(f"harvest/harvest_{name}_import_test_1.csv"))

    assert caught.value.reason["export"] == export


@pytest.mark.parametrize("name", ["toggl/toggl_detailed_team_2016.csv", "jira-tempo/tempo_timesheet.csv"])
def test_other_tools_files_are_refused_by_name(real_data, name):
    with pytest.raises(Unreadable) as caught:
        rows_of(real_data(name))

    assert caught.value.reason.code == "other_tool"


def test_any_other_table_names_the_missing_columns():
    with pytest.raises(Unreadable) as caught:
        rows_of("Date,Name\n2026-01-01,x\n")

    assert caught.value.reason["fields"] == "client, project, task, hours"


def test_the_german_layout_is_read_with_its_dates_and_commas():
    text = (
        "Datum;Kunde;Projekt;Aufgabe;Notizen;Stunden;Abrechenbar?;Stundensatz\n"
        "26.01.2015;Müller;Seite;Entwurf;Los;1,25;Ja;95,50\n27.01.2015;Müller;Seite;Entwurf;;0,5;Nein;0,0\n"
    )

    first, second = rows_of(text, person="Mara Lind", currency="EUR")

    assert (first.work_date.isoformat(), first.seconds, first.value, first.person) == (
        "2015-01-26",
        4500,
        11938,
        "Mara Lind",
    )
    assert (second.billable, second.value) == (False, 0)


def test_the_files_amount_goes_before_rate_times_time():
    given, computed = rows_of(HEADER + line(amount="149.99") + line(amount="0.0"))

    assert (given.value, computed.value) == (14999, 15000)


def test_no_price_is_unknown_on_a_billable_row_and_zero_on_one_that_is_not():
    billable, not_billable = rows_of(HEADER + line(rate="0.0", amount="0.0") + line(rate="", amount="", billable="No"))

    assert (billable.value, not_billable.value) == (None, 0)


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"date": "13/15/2024"}, "date", "date_no_such_month"),
        ({"hours": "-1"}, "hours", "hours_negative"),
        ({"hours": "30"}, "hours", "hours_over_day"),
        ({"currency": "Moon Dollar - MOO"}, "currency", "currency_unknown"),
    ],
)
def test_a_bad_row_is_rejected_at_its_field_and_the_others_are_read(told, field, code):
    good, bad = rows_of(HEADER + line() + line(**told))

    assert isinstance(good, SourceRow)
    assert isinstance(bad, Rejected)
    assert [(name, reason.code) for name, reason in bad.reasons] == [(field, code)]
    assert bad.number == 2


def test_a_formula_stays_a_text():
    (row,) = rows_of(HEADER + line().replace("note", "=cmd|' /C calc'!A0"))

    assert row.text == "=cmd|' /C calc'!A0"


def test_a_source_row_survives_its_json_form(real_data):
    rows = rows_of(real_data("harvest/harvest_time_report_usd_dot.csv"))

    assert [SourceRow.from_json(row.as_json()) for row in rows] == rows


def test_names_differ_in_case_and_blanks_without_being_other_rows():
    one, other = rows_of(HEADER + line() + line().replace("Acme", " ACME "))

    assert one.identity == other.identity
    assert one.payload == other.payload
