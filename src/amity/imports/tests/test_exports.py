"""Exports of Toggl Track, Clockify and Jira Tempo as rules read them: every generation, and missing columns."""

import datetime

import pytest

from amity.imports.cells.rules.clocks import parse_clock
from amity.imports.columns.rules.dialect import survey
from amity.imports.readers.open_table import open_table
from amity.imports.rules import Reason, Unreadable
from amity.imports.time_rows.rules.rows import Rejected, RowReader
from amity.imports.tools.rules.exports import recognised
from amity.imports.tools.rules.sniffing import tool_of

TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)"
)


@pytest.fixture
def brought(tmp_path):
    def bring(tool, *lines, **told):
        path = tmp_path / f"{tool}.csv"
        path.write_text("\n".join(lines) + "\n")
        return read(tool, path, **told)

    return bring


def read(tool, path, **told):
    with open_table(path) as table:
        columns = recognised(tool, table.headers)
        found = survey(columns, table.records(), **told)
        return found, [RowReader(columns, found.dialect).read(record) for record in table.records()]


def test_each_real_export_is_known_by_its_headers(real_data):
    expected = {
        "toggl/toggl_detailed_team_2016.csv": "toggl",
        "toggl/toggl_time_entries_import_test_1.csv": "toggl",
        "toggl/toggl_time_entries_import_test_2.csv": "toggl",
        **{f"clockify/clockify_time_entries_import_test_{number}.csv": "clockify" for number in (1, 2, 4, 6)},
        "clockify/clockify_projects_import_test_1.csv": "projects",
        "clockify/clockify_projects_import_test_2.csv": "projects",
        "jira-tempo/tempo_timesheet.csv": "tempo",
        "harvest/harvest_time_report_usd_dot.csv": "harvest",
        "agency-burndown/time_entries_2026-09-10.csv": "",
        "jira-tempo/jira_cloud_issues.csv": "projects",
    }

    found = {}
    for name in expected:
        with open_table(real_data(name)) as table:
            found[name] = tool_of(table.headers)
    assert found == expected


def test_the_toggl_team_is_read_to_the_second(real_data):
    _found, rows = read("toggl", real_data("toggl/toggl_detailed_team_2016.csv"))

    assert (len(rows), sum(row.seconds for row in rows)) == (652, 3_188_866)
    assert {row.client for row in rows} == {""}
    unbilled = [row for row in rows if row.billable is False]
    assert (len(unbilled), {row.value for row in unbilled}) == (14, {0})
    assert {row.value for row in rows if row.billable} == {None}


def test_an_older_toggl_row_has_its_amount_in_the_headers_currency(real_data):
    _found, (empty, paid) = read("toggl", real_data("toggl/toggl_time_entries_import_test_1.csv"))

    assert (empty.seconds, empty.client, empty.project, empty.value) == (0, "", "Project without Client", 0)
    assert (paid.seconds, paid.value, paid.currency, paid.task) == (3601, 11_111, "EUR", "Task 1")


def test_a_newer_toggl_row_has_no_amount_and_keeps_its_signs(real_data):
    _found, (row,) = read("toggl", real_data("toggl/toggl_time_entries_import_test_2.csv"))

    assert (row.seconds, row.value, row.work_date) == (2, 0, datetime.date(2024, 10, 15))
    assert row.text.startswith("\\\\ \N{FIRE} Special characters")


def test_an_entry_over_midnight_belongs_to_the_day_it_began(brought):
    line = "Tim,t@x.example,,Site,,Deploy,Yes,2026-03-01,23:30:00,2026-03-02,01:00:00,01:30:00,"
    _found, (row,) = brought("toggl", TOGGL, line)

    assert (row.work_date, row.seconds) == (datetime.date(2026, 3, 1), 5400)


@pytest.mark.parametrize("amount", ["Amount ()", "Amount", "Amount (CHF)"])
def test_toggls_last_header_may_name_no_currency(brought, amount):
    line = "Tim,t@x.example,,Site,,Deploy,Yes,2026-03-01,09:00:00,2026-03-01,10:00:00,01:00:00,,80.00"
    _found, (row,) = brought("toggl", f"{TOGGL},{amount}", line, currency="EUR")

    assert (row.value, row.currency) == (8000, "CHF" if "CHF" in amount else "EUR")


def test_a_toggl_file_without_durations_is_read_from_its_times(brought):
    header = "User,Email,Project,Description,Start date,Start time,End date,End time"
    _found, (short, late) = brought(
        "toggl", header, "Tim,t@x.example,Site,Call,2026-03-01,09:00:00,2026-03-01,09:20:30",
        "Tim,t@x.example,Site,Call,2026-03-01,23:30,2026-03-02,00:30",
    )  # fmt: skip

    assert (short.seconds, late.seconds, late.work_date) == (1230, 3600, datetime.date(2026, 3, 1))


@pytest.mark.parametrize("number", [1, 4, 6])
def test_a_clockify_file_whose_dates_can_be_read_both_ways_asks(real_data, number):
    path = real_data(f"clockify/clockify_time_entries_import_test_{number}.csv")

    found, _rows = read("clockify", path)

    assert found.question == Reason("date_order_open", sample="03/04/2024")


def test_one_telling_date_answers_for_the_whole_clockify_file(real_data):
    found, (row,) = read("clockify", real_data("clockify/clockify_time_entries_import_test_2.csv"))

    assert found.question is None
    assert (row.work_date, row.seconds, row.billable) == (datetime.date(2024, 10, 15), 1800, True)
    assert (row.value, row.currency, row.rate) == (50_000, "EUR", "1000.00")


def test_the_end_of_an_entry_can_tell_the_order_too(brought):
    line = "Site,,Deploy,,Tim,,t@x.example,,Yes,03/12/2024,11:00 PM,03/13/2024,12:30 AM,01:30:00,1.50,0.00,0.00"
    found, (row,) = brought("clockify", CLOCKIFY, line)

    assert found.question is None
    assert row.work_date == datetime.date(2024, 3, 12)


def test_clockifys_clock_goes_before_its_decimal_and_the_decimal_stands_in(brought):
    line = "Site,,Deploy,,Tim,,t@x.example,,Yes,03/13/2024,9:00 AM,03/13/2024,9:20:30 AM,00:20:30,0.34,0.00,0.00"
    _found, (exact,) = brought("clockify", CLOCKIFY, line)
    _found, (rounded,) = brought(
        "clockify", CLOCKIFY.replace("Duration (h),", ""), line.replace("00:20:30,0.34", "0.34")
    )

    assert (exact.seconds, rounded.seconds) == (1230, 1224)


def test_clockify_without_client_or_billable_leaves_both_open(real_data):
    _found, (row, _other) = read("clockify", real_data("clockify/clockify_time_entries_import_test_4.csv"))
    _found, (bare, billed) = read("clockify", real_data("clockify/clockify_time_entries_import_test_6.csv"))

    assert (row.billable, row.value) == (None, None)
    assert (bare.client, bare.billable, bare.value, billed.value) == ("", False, 0, None)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10:23:52 AM", 37_432), ("10:23 AM", 37_380), ("12:00 AM", 0), ("12:30 p.m.", 45_000), ("23:59:59", 86_399)],
)
def test_a_time_of_day_is_read_in_twelve_or_twenty_four_hours(text, seconds):
    assert parse_clock(text) == seconds


@pytest.mark.parametrize("text", ["13:00 PM", "0:30 am", "24:00", "9:60", "soon", ""])
def test_what_is_no_time_of_day_is_refused(text):
    assert parse_clock(text) == Reason("clock_unreadable", text=text)


def test_tempo_reads_issue_account_and_customer(real_data):
    found, rows = read("tempo", real_data("jira-tempo/tempo_timesheet.csv"))

    assert (found.records, sum(row.seconds for row in rows)) == (3, 11_700)
    assert {row.client for row in rows} == {"company GmbH"}
    assert [(row.project, row.project_code) for row in rows] == [("SCRUM - Sprints", "Sprint")] * 2 + [
        ("Services - 13100", "PS-PS")
    ]
    assert [row.task for row in rows][1:] == ["CTT-388 Sprint 37", "CTT-154 DT: Sonstige Aufgaben"]
    assert {(row.billable, row.value, row.work_date.isoformat()) for row in rows} == {(False, 0, "2021-01-04")}


@pytest.mark.parametrize(("billed", "billable"), [("0.5", True), ("0", False), ("", None), ("1,5", True)])
def test_tempo_keeps_worked_time_whatever_was_billed(brought, billed, billable):
    header = "Issue Key,Issue summary,Hours,Work date,Full name,Project Name,Billed Hours"
    _found, (row,) = brought("tempo", header, f'A-1,Fix,2,2021-01-04 00:00,Linda,Site,"{billed}"')

    assert (row.seconds, row.billable, row.project) == (7200, billable, "Site")


def test_a_broken_row_says_all_that_is_wrong_with_it(brought):
    line = "Site,,Deploy,,,,,,perhaps,03/32/2024,9:00 AM,03/13/2024,9:20 AM,25:00:00,25.00,-1.00,0.00"
    good = line.replace("perhaps", "Yes").replace("03/32", "03/13").replace("25:00:00", "01:00:00").replace("-1", "1")
    _found, (wrong, _right) = brought("clockify", CLOCKIFY, line, good)

    assert isinstance(wrong, Rejected)
    assert {field for field, _reason in wrong.reasons} == {"date", "hours", "billable", "price", "person"}


def test_a_file_of_another_tool_is_named(real_data):
    with pytest.raises(Unreadable) as caught:
        read("clockify", real_data("toggl/toggl_detailed_team_2016.csv"))

    assert caught.value.reason == Reason("other_tool", tool="toggl")


def test_what_a_file_lacks_is_named(brought):
    with pytest.raises(Unreadable) as caught:
        brought("toggl", "Project,Client,Title", "Site,,Call")

    lacks = {"fields": "date, hours, person", "found": "Project, Client, Title"}
    assert caught.value.reason == Reason("not_export", tool="toggl", **lacks)
