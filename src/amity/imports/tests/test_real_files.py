"""The real exports by command: exact totals, no duplicates, and an undo that leaves nothing."""

import pytest

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.imports.models import Batch, Change, HeldRow
from amity.imports.tests.bringing import amity, left_over
from amity.lines.models import Line, Terms
from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.verify import verify

EXPORT = "harvest/harvest_time_report_usd_dot.csv"
TIME = "agency-burndown/time_entries_2026-09-10.csv"
SCOPE = "agency-burndown/scope_lines.csv"
CODES = ("--line-code", r"^\s*([A-Z]{3}\d\d)", "--line-alias", "AHV21=AVH21", "--default-line", "AVH21")


@pytest.fixture
def harvest(capsys, fina, real_data):
    return lambda *words: amity(capsys, "import", "harvest", real_data(EXPORT), "--json", *words)


@pytest.fixture
def scope(capsys, fina, real_data):
    return lambda: amity(capsys, "import-lines", real_data(SCOPE), "--project", "AVH", "--json")


@pytest.fixture
def burndown(capsys, fina, real_data):
    words = ("--project", "AVH", "--create-missing", "--json", *CODES)
    return lambda: amity(capsys, "import", "csv", real_data(TIME), *words)


def seconds_by_line():
    found: dict[str, int] = {}
    for number, worked in Entry.objects.values_list("line__number", "seconds"):
        found[number or "not quoted"] = found.get(number or "not quoted", 0) + worked
    return found


def test_the_export_comes_in_with_exact_totals(harvest):
    answer = harvest("--create-missing")

    assert (answer.code, answer["rows"], answer["created"], answer["rejected"]) == (0, 298, 298, [])
    assert answer["tracked_seconds"] == 1_464_120
    entries = Entry.objects.all()
    assert sum(entry.value or 0 for entry in entries) == 1_952_160
    assert {entry.value_currency for entry in entries} == {"USD"}
    assert verify().clean


def test_a_cost_of_zero_in_the_export_is_unknown(harvest):
    harvest("--create-missing")

    assert not Entry.objects.exclude(cost=None).exists()
    assert sum(row.uncosted_seconds for row in ProjectMonth.objects.all()) == 1_464_120


def test_the_export_brought_again_changes_nothing(harvest):
    harvest("--create-missing")
    again = harvest()

    assert (again.code, again["unchanged"], again["created"], Entry.objects.count()) == (0, 298, 0, 298)


def test_unknown_names_are_rejected_unless_they_may_be_made(harvest):
    answer = harvest()

    assert (answer.code, len(answer["rejected"]), answer["tracked_seconds"]) == (3, 298, 0)
    assert answer["rejected"][0]["row"] == 1
    assert "The client “Example Client” is unknown." in answer["rejected"][0]["reason"]
    assert Account.objects.count() == Entry.objects.count() == 0


def test_a_dry_run_writes_nothing(harvest):
    answer = harvest("--create-missing", "--dry-run")

    assert (answer.code, answer["created"], answer["tracked_seconds"], answer["batch"]) == (0, 298, 1_464_120, None)
    assert Batch.objects.count() == Entry.objects.count() == Account.objects.count() == 0


def test_undo_leaves_nothing(capsys, harvest):
    people = Person.objects.count()
    batch = harvest("--create-missing")["batch"]

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, answer["deleted"], answer["kept"]) == (0, 298, [])
    assert left_over() == []
    assert Person.objects.count() == people
    assert verify().clean


def test_scope_lines_come_in_with_their_hours(scope):
    answer = scope()

    assert (answer.code, answer["rows"], answer["created"]) == (0, 22, 22)
    assert sum(terms.planned_seconds or 0 for terms in Terms.objects.all()) == 791 * 3600
    assert Agreement.objects.get().fee_model == "unknown"


@pytest.mark.parametrize("lines_first", [True, False])
def test_time_stands_on_its_lines_whichever_came_first(scope, burndown, lines_first):
    first, second = (scope, burndown) if lines_first else (burndown, scope)
    first()
    second()

    found = seconds_by_line()
    assert sum(found.values()) == 431_100
    assert found["AVH21"] == int(47.75 * 3600)
    assert (found["AVH23"], found["AVH01"]) == (18 * 3600, int(22.5 * 3600))
    assert "not quoted" not in found
    assert verify().clean


def test_time_before_its_lines_counts_as_not_quoted_and_says_so(burndown):
    answer = burndown()

    assert (answer.code, answer["created"], answer["tracked_seconds"]) == (0, 46, 431_100)
    assert seconds_by_line() == {"not quoted": 431_100}
    assert "The project has no line “AVH21”." in answer.err


@pytest.mark.parametrize("lines_first", [True, False])
def test_lines_and_time_brought_twice_are_unchanged(scope, burndown, lines_first):
    order = (scope, burndown) if lines_first else (burndown, scope)
    for bring in order:
        bring()
    lines, time = scope(), burndown()

    assert (lines.code, lines["unchanged"], lines["created"], lines["updated"]) == (0, 22, 0, 0)
    assert (time.code, time["unchanged"], time["created"], time["updated"]) == (0, 46, 0, 0)
    assert Terms.objects.count() == 22


@pytest.mark.parametrize("lines_first", [True, False])
def test_lines_and_time_are_undone_in_either_order(capsys, scope, burndown, lines_first):
    order = (scope, burndown) if lines_first else (burndown, scope)
    batches = [bring()["batch"] for bring in order]

    for batch in reversed(batches):
        assert amity(capsys, "undo", batch, "--json").code == 0
        assert verify().clean
    for model in (Entry, Project, Line, Terms, Agreement, HeldRow, Change):
        assert model.objects.count() == 0, model
