"""Real exports of Toggl Track, Clockify and Tempo by command: exact totals, no duplicates, and undone completely."""

import pytest

from amity.accounts.models import Account
from amity.imports.tests.bringing import amity, left_over
from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify

TEAM = "toggl/toggl_detailed_team_2016.csv"
US = ("--date-order", "month-first")

FILES = [
    ("toggl", TEAM, (), 652, 3_188_866),
    ("toggl", "toggl/toggl_time_entries_import_test_1.csv", (), 2, 3_601),
    ("toggl", "toggl/toggl_time_entries_import_test_2.csv", (), 1, 2),
    ("clockify", "clockify/clockify_time_entries_import_test_1.csv", US, 2, 3_601),
    ("clockify", "clockify/clockify_time_entries_import_test_2.csv", (), 1, 1_800),
    ("clockify", "clockify/clockify_time_entries_import_test_4.csv", US, 2, 3_601),
    ("clockify", "clockify/clockify_time_entries_import_test_6.csv", US, 2, 3_601),
    ("tempo", "jira-tempo/tempo_timesheet.csv", (), 3, 11_700),
]
each_file = pytest.mark.parametrize(
    ("tool", "name", "said", "rows", "seconds"), FILES, ids=[name.rpartition("/")[2] for _tool, name, *_ in FILES]
)


@pytest.fixture
def bring(capsys, fina, real_data):
    return lambda tool, name, *words: amity(capsys, "import", tool, real_data(name), "--json", *words)


@each_file
def test_a_real_export_comes_in_with_exact_totals(bring, tool, name, said, rows, seconds):
    answer = bring(tool, name, "--create-missing", *said)

    assert (answer.code, answer["rows"], answer["created"], answer["rejected"]) == (0, rows, rows, [])
    assert answer["tracked_seconds"] == sum(Entry.objects.values_list("seconds", flat=True)) == seconds
    assert verify().clean


@each_file
def test_a_real_export_brought_again_changes_nothing(bring, tool, name, said, rows, seconds):
    bring(tool, name, "--create-missing", *said)
    again = bring(tool, name, *said)

    assert (again.code, again["unchanged"], again["created"], again["updated"]) == (0, rows, 0, 0)
    assert Entry.objects.count() == rows


@each_file
def test_undoing_a_real_export_leaves_nothing(capsys, bring, tool, name, said, rows, seconds):
    people = Person.objects.count()
    batch = bring(tool, name, "--create-missing", *said)["batch"]

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, answer["deleted"], answer["kept"]) == (0, rows, [])
    assert left_over() == []
    assert Person.objects.count() == people
    assert verify().clean


def test_the_toggl_team_file_says_a_price_for_its_unbilled_time_only(bring):
    bring("toggl", TEAM, "--create-missing")

    priced = Entry.objects.filter(value_from_file=True)
    assert (priced.count(), set(priced.values_list("billable", "value"))) == (14, {(False, 0)})
    assert Entry.objects.filter(billable=True, value_from_file=False).count() == 638


def test_the_toggl_team_names_no_client_so_its_project_has_no_account(bring):
    bring("toggl", TEAM, "--create-missing")

    assert Account.objects.count() == 0
    assert Project.objects.get().account is None


def test_a_date_that_can_be_read_both_ways_is_asked_for(bring):
    answer = bring("clockify", "clockify/clockify_time_entries_import_test_1.csv", "--create-missing")

    assert answer.code == 2
    assert "03/04/2024" in answer.err
    assert Entry.objects.count() == 0


def test_an_answered_date_puts_the_entries_on_its_day(bring):
    bring("clockify", "clockify/clockify_time_entries_import_test_1.csv", "--create-missing", *US)

    assert {day.isoformat() for day in Entry.objects.values_list("work_date", flat=True)} == {"2024-03-04"}


def test_a_tool_brought_as_another_is_refused_by_name(bring):
    answer = bring("harvest", TEAM)

    assert (answer.code, "Toggl Track" in answer.err) == (2, True)
