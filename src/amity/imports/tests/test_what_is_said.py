"""Messages of the command about a file: missing values, next step, unused columns, sums, conflicting dates."""

import pytest

from amity.imports.tests.bringing import amity, csv_file
from amity.people.models import Person

ALONE = "Start date,Duration,Project,Weather\n2026-11-02,1:00:00,Site,Rain\n"


@pytest.fixture
def bring(capsys, fina, tmp_path):
    def run(tool, text, *words):
        return amity(capsys, "import", tool, csv_file(tmp_path, text), "--create-missing", "--json", *words)

    return run


def test_a_tool_s_file_without_people_names_its_columns_and_the_way_on(bring):
    answer = bring("toggl", ALONE)

    assert answer.code == 2
    assert "Start date, Duration, Project, Weather" in answer["error"]
    assert "--person NAME" in answer["error"]


def test_a_tool_s_file_without_people_comes_in_for_the_person_named(bring):
    answer = bring("toggl", ALONE, "--person", "Tim Berg")

    assert (answer.code, answer["created"]) == (0, 1)


def test_a_file_that_is_no_export_leads_to_the_way_for_any_file(bring):
    answer = bring("harvest", "Day,Who\n2026-11-02,Tim\n")

    assert "Day, Who" in answer["error"]
    assert "amity import csv FILE --map" in answer["error"]


def test_columns_that_were_not_used_are_named(bring):
    answer = bring("toggl", ALONE, "--person", "Tim Berg")

    assert answer["warnings"] == ["Columns that were not used: Weather."]


def test_a_task_under_another_name_is_taken(bring):
    answer = bring("csv", "date,person,project,ticket,hours\n2026-11-02,Tim,Site,Plan it,1\n")

    assert (answer["created"], answer["warnings"]) == (1, [])


def test_a_dated_subtotal_is_no_one_s_time(bring):
    rows = "2026-11-02,Tim,Site,1\n2026-11-02,Total,,1\n"
    answer = bring("csv", "date,person,project,hours\n" + rows)

    assert (answer["created"], [row["row"] for row in answer["rejected"]]) == (1, [2])
    assert not Person.objects.filter(name="Total").exists()


def test_dates_that_prove_both_orders_are_asked_about(bring):
    days = ("25/12/2024", "26/12/2024", "12/27/2024", "03/04/2024")
    answer = bring("csv", "date,person,project,hours\n" + "".join(f"{day},Tim,Site,1\n" for day in days))

    assert (answer.code, "--date-order" in answer["error"]) == (2, True)
