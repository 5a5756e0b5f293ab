"""Dates of milestones in emails to the client."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.gate.bound.check import _prepare
from amity.gate.checks.letters import letter_of
from amity.gate.tests.making import make_item
from amity.projects.models import Deliverable, Milestone
from amity.projects.versions.models import DeliverableVersion
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, make_agreement, make_line, make_project

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.mark.parametrize(("day", "levels"), [("4 Dec 2026", []), ("11 Dec 2026", ["warn"])])
def test_another_date_for_a_milestone_is_asked_about(mara, piet, osprey, day, levels):
    project = make_project(osprey, manager=piet)
    Milestone.objects.create(project=project, name="Beta for dealers", due_on=date(2026, 12, 4))
    item = make_item(osprey, mara, body=f"The beta for dealers is on {day}.")

    letter = letter_of(item)
    assert [one.level for one in _prepare([letter])(letter)] == levels


def test_another_date_for_a_milestone_stops_an_email_about_its_project(mara, piet, osprey):
    project, other = (make_project(osprey, manager=piet) for _number in range(2))
    for one, name in ((project, "Beta for dealers"), (other, "Launch of shops")):
        Milestone.objects.create(project=one, name=name, due_on=date(2026, 12, 4))
    deliverable = Deliverable.objects.create(project=project, line=make_line(make_agreement(osprey)), changed_at=MONDAY)
    version = DeliverableVersion.objects.create(
        deliverable=deliverable, number=1, link="https://x.example", added_by=mara, added_at=MONDAY
    )
    item = make_item(osprey, mara, body="Beta for dealers: 11 Dec 2026\nLaunch of shops: 11 Dec 2026")
    type(item).objects.filter(pk=item.pk).update(subject_kind="version", subject_id=version.pk)

    letter = letter_of(type(item).objects.get(pk=item.pk))

    assert [(one.level, one.where) for one in _prepare([letter])(letter)] == [
        ("block", "“Beta for dealers” is 4 Dec 2026 in Amity."),
        ("warn", "“Launch of shops” is 4 Dec 2026 in Amity."),
    ]


def test_the_next_page_knows_a_milestone_by_its_new_date_without_reading_others_again(mara, piet, osprey):
    project = make_project(osprey, manager=piet)
    milestone = Milestone.objects.create(project=project, name="Beta for dealers", due_on=date(2026, 12, 4))
    letter = letter_of(make_item(osprey, mara, body="The beta for dealers is on 4 Dec 2026."))

    def found() -> tuple[int, list[str]]:
        with reading(), CaptureQueriesContext(connection) as asked:
            levels = [one.level for one in _prepare([letter])(letter)]
        return sum("projects_milestone" in one["sql"] for one in asked.captured_queries), levels

    assert [found(), found()] == [(1, []), (0, [])]
    Milestone.objects.filter(pk=milestone.pk).update(due_on=date(2026, 12, 11))
    assert found() == (1, ["warn"])
