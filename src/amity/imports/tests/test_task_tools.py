"""Tasks of Asana and Trello: work items and milestones of a project, finished as in their tool."""

import json
from datetime import date

import pytest
from django.utils import timezone

from amity.imports.models import Made
from amity.imports.rules import Reason, Record
from amity.imports.structure.rules import asana_tasks, trello_board
from amity.imports.structure.rules.things import Thing
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, csv_file
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import PROJECTS, tool_of
from amity.projects.models import FinishedMark, Milestone, Project, TeamMember, WorkItem
from tests.builders import make_account, make_project

ASANA = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,"
    "Tags,Notes,Projects,Parent task"
)
DRAW = "11,2026-10-01,,2026-10-02,Draw icons,To do,Linda,linda@halden.example,,2026-11-30,,,Site,"
SIZES = "12,2026-10-01,2026-10-05,2026-10-05,Sizes,,,,,,,,,Draw icons"
LAUNCH = "13,2026-10-01,,2026-10-05,Launch,Milestones,,,,2026-12-01,,,Site,"
BOARD = {
    "name": "Site",
    "lists": [{"id": "l1", "name": "Doing"}, {"id": "l2", "name": "Done"}],
    "members": [{"id": "m1", "fullName": "Linda"}],
    "checklists": [{"idCard": "c1", "checkItems": [{"name": "Sizes", "state": "complete"}, {"name": "Colours"}]}],
    "cards": [
        {"id": "c1", "name": "Draw icons", "idList": "l1", "idMembers": ["m1"], "due": None},
        {"id": "c2", "name": "Brief", "idList": "l2", "due": None},
        {"id": "c3", "name": "Old", "idList": "l1", "closed": True},
        {"id": "c4", "name": "Launch", "idList": "l1", "due": "2026-12-01T11:00:00.000Z",
         "labels": [{"name": "Milestone"}]},
    ],
}  # fmt: skip


def tasks(*rows, header=ASANA, **more):
    records = [Record(number, row.split(",")) for number, row in enumerate(rows, start=1)]
    return list(asana_tasks.things_in(header.split(","), records, **more))


def named(things, kind):
    return {one.name: one.over for one in things if isinstance(one, Thing) and one.kind == kind}


@pytest.fixture
def site(db):
    return make_project(make_account("Osprey"), name="Site")


@pytest.fixture
def bring(capsys, fina, tmp_path):
    def brought(content, *words, name="tasks.csv"):
        return amity(capsys, "import", "asana", csv_file(tmp_path, content, name=name), "--json", *words)

    return brought


def test_asana_is_recognised_by_its_headers():
    assert tool_of(ASANA.split(",")) == PROJECTS
    assert asana_tasks.is_tasks(ASANA.split(","))


def test_a_subtask_belongs_to_its_parents_project_and_has_its_title_before_its_own():
    found = tasks(DRAW, SIZES, LAUNCH)

    assert named(found, "task") == {"Draw icons": False, "Draw icons › Sizes": True}
    assert named(found, "milestone") == {"Launch": False}
    assert {one.project for one in found if one.kind == "task"} == {"Site"}


def test_a_milestone_without_a_date_is_a_work_item():
    assert named(tasks(LAUNCH.replace("2026-12-01", "")), "task") == {"Launch": False}


def test_tasks_of_one_title_are_finished_once_all_of_them_are():
    done = DRAW.replace("2026-10-01,,", "2026-10-01,2026-10-09,")

    assert named(tasks(done, DRAW), "task") == {"Draw icons": False}
    assert named(tasks(done, done), "task") == {"Draw icons": True}


def test_a_task_without_a_project_is_refused_or_goes_to_the_chosen_one():
    alone = DRAW.replace("Site", "")
    (refused,) = tasks(alone)

    assert isinstance(refused, Rejected)
    assert refused.reasons == (("project", Reason("line_field_missing", field="project")),)
    assert named(tasks(alone, project="Site"), "task") == {"Draw icons": False}


def test_a_board_has_cards_checklists_and_finished_marks():
    found = list(trello_board.things_in(BOARD))

    assert named(found, "task") == {
        "Draw icons": False, "Draw icons › Sizes": True, "Draw icons › Colours": False, "Brief": True, "Old": True,
    }  # fmt: skip
    (launch,) = [one for one in found if one.kind == "milestone"]
    assert (launch.name, launch.due_on, launch.over) == ("Launch", date(2026, 12, 1), False)


def test_asanas_tasks_come_into_their_project_twice_without_duplicates(capsys, bring, site):
    content = "\n".join((ASANA, DRAW, SIZES, LAUNCH)) + "\n"
    first = bring(content, "--create-missing")
    again = bring(content)

    assert (first.code, first["created"], again["created"], again["updated"]) == (0, 5, 0, 0)
    assert sorted(WorkItem.objects.values_list("title", flat=True)) == ["Draw icons", "Draw icons › Sizes"]
    assert (Milestone.objects.get().due_on, TeamMember.objects.get().person.name) == (date(2026, 12, 1), "Linda")
    assert FinishedMark.objects.filter(item__title="Draw icons › Sizes").exists()
    amity(capsys, "undo", again["batch"], "--json")
    amity(capsys, "undo", first["batch"], "--json")
    assert not any(model.objects.exists() for model in (WorkItem, Milestone, TeamMember, Made, FinishedMark))
    assert Project.objects.get() == site


def test_what_was_done_since_is_finished_and_undone(capsys, bring, site):
    bring("\n".join((ASANA, DRAW, LAUNCH)) + "\n", "--create-missing")
    done = [one.replace("2026-10-01,,", "2026-10-01,2026-10-09,") for one in (DRAW, LAUNCH)]
    again = bring("\n".join((ASANA, *done)) + "\n")

    assert again["updated"] == 2
    assert WorkItem.objects.get().finished_at is not None
    assert Milestone.objects.get().delivered_on == date(2026, 10, 9)
    undone = amity(capsys, "undo", again["batch"], "--json")
    assert (undone.code, WorkItem.objects.get().finished_at) == (0, None)
    assert Milestone.objects.get().delivered_on is None


def test_a_milestone_moved_here_stays(capsys, bring, site):
    batch = bring("\n".join((ASANA, LAUNCH)) + "\n")["batch"]
    Milestone.objects.update(due_on=date(2027, 1, 15))

    again = bring("\n".join((ASANA, LAUNCH)) + "\n")
    undone = amity(capsys, "undo", batch, "--json")

    assert (again["unchanged"], undone["kept"][0]["reason"]) == (2, "edited_since")
    assert Milestone.objects.get().due_on == date(2027, 1, 15)


def test_a_board_comes_in_by_page_into_the_project_that_was_chosen(finas, site):
    board = json.dumps({**BOARD, "name": "Our board"})
    by_page.bring(finas, board, name="board.json", tool="find_out", project="Site")
    assert by_page.newest().tool == PROJECTS
    finas.post(by_page.at("take"), {"create_missing": "on"})
    by_page.run_job()

    assert {one.project for one in WorkItem.objects.all()} == {site}
    assert WorkItem.objects.count() == 5
    assert WorkItem.objects.filter(title="Brief", finished_at__lte=timezone.now()).exists()


@pytest.mark.parametrize(("content", "words"), [('{"a": 1}', "isn’t a Trello board"), ('{"name": "x", ', "is damaged")])
def test_another_json_file_is_refused_with_the_reason(bring, site, content, words):
    answer = bring(content, name="board.json")

    assert (answer.code, words in answer.err) == (2, True)
