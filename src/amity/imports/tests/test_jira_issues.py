"""Jira's issues: work items of their project, with the same names as in Tempo, so that time is assigned to them."""

import pytest

from amity.imports.rules import Reason, Record
from amity.imports.structure.rules.jira_issues import is_issues, things_in
from amity.imports.structure.rules.things import Thing
from amity.imports.tests.bringing import amity, csv_file
from amity.imports.time_rows.rules.rows import Rejected
from amity.people.models import Person
from amity.projects.models import Project, TeamMember, WorkItem
from amity.timesheets.models import Entry

REAL = "jira-tempo/jira_cloud_issues.csv"
HEADER = "Summary,Issue key,Issue Type,Project name,Assignee,Resolved,Original estimate,Status Category"
TEMPO = "Issue Key,Issue summary,Hours,Work date,Full name,Project Name"


@pytest.fixture
def bring(capsys, fina):
    return lambda path, *words: amity(capsys, "import", "tempo", path, "--json", *words)


def things_of(*rows, header=HEADER):
    records = [Record(number, row.split(",")) for number, row in enumerate(rows, start=1)]
    return list(things_in(header.split(","), records))


def test_the_real_issues_come_in_as_work_items_of_their_project(bring, real_data):
    answer = bring(real_data(REAL), "--create-missing")

    assert (answer.code, answer["rows"], answer["created"], answer["rejected"]) == (0, 3, 3, [])
    assert Project.objects.get().name == "projeto-teste"
    assert sorted(WorkItem.objects.values_list("title", flat=True)) == ["PT-1 summary1", "PT-2 SUMMARY2"]
    assert not Entry.objects.exists()


def test_the_real_issues_brought_twice_are_unchanged_and_undone_whole(capsys, bring, real_data):
    first = bring(real_data(REAL), "--create-missing")
    again = bring(real_data(REAL))
    undone = amity(capsys, "undo", first["batch"], "--json")

    assert (again.code, again["created"], again["unchanged"]) == (0, 0, 3)
    assert (undone.code, Project.objects.count(), WorkItem.objects.count()) == (0, 0, 0)


def test_tempos_time_of_an_issue_comes_onto_its_work_item(bring, tmp_path):
    bring(csv_file(tmp_path, f"{HEADER}\nDraw icons,A-1,Task,Site,Linda,,7200,To Do\n"), "--create-missing")
    sheet = csv_file(tmp_path, f"{TEMPO}\nA-1,Draw icons,2,2026-11-02 00:00,Linda,Site\n")

    answer = bring(sheet, "--create-missing")

    assert (answer.code, answer["created"]) == (0, 1)
    assert Entry.objects.get().item == WorkItem.objects.get()
    assert WorkItem.objects.get().planned_seconds == 7200
    assert TeamMember.objects.get().person == Person.objects.get(name="Linda")


def test_a_row_is_a_project_an_issue_and_whoever_has_it():
    assert things_of("Draw,A-1,Task,Site,Linda,,3600,Done") == [
        Thing(1, "person", "Linda"),
        Thing(1, "project", "Site"),
        Thing(1, "task", "A-1 Draw", project="Site", planned=3600, over=True),
        Thing(1, "member", "Linda", project="Site"),
    ]


@pytest.mark.parametrize(
    ("resolved", "category", "over"), [("09/Jan/24", "", True), ("", "Done", True), ("", "", False)]
)
def test_an_issue_is_finished_once_it_is_resolved_or_done(resolved, category, over):
    (item,) = [one for one in things_of(f"Draw,A-1,Task,Site,,{resolved},,{category}") if one.kind == "task"]

    assert (item.over, item.planned) == (over, None)


def test_a_row_says_all_that_is_wrong_with_it():
    (wrong,) = things_of("Draw,,Task,,,,2h,")

    assert wrong == Rejected(
        1,
        (
            ("key", Reason("line_field_missing", field="key")),
            ("project", Reason("line_field_missing", field="project")),
            ("hours", Reason("number_unreadable", text="2h")),
        ),
    )


def test_only_a_table_with_key_summary_and_project_holds_issues():
    assert is_issues(HEADER.split(","))
    assert not is_issues(TEMPO.split(","))
