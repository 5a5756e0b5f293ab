"""What is asked "is it finished?" about each morning: past half its plan and quiet, until someone answers."""

from datetime import timedelta

import pytest

from amity.profitability.finished_items.models import FinishedQuestion
from amity.profitability.forecast.steps import follow_forecasts
from amity.projects.finished_marks import commands as marks
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, WORK_DAY, acting, make_agreement, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def running(osprey, piet, tim):
    """Return a project whose first line was worked on for 6 of 10 h a month ago, and its second last week."""
    agreement = make_agreement(osprey)
    project = make_project(osprey, name="Ticket app", manager=piet, team=[tim], agreement=agreement)
    lines = [make_line(agreement, number, hours="10") for number in ("1", "2")]
    for line, on in zip(lines, (WORK_DAY - timedelta(days=30), WORK_DAY), strict=True):
        make_entry(by=tim, project=project, hours="6", on=on, line_id=line.pk)
    return project, lines


def asked(person):
    """The projects with their notes that a person is asked about."""
    groups = waiting_for(acting(person), MONDAY, only="finished")
    return [(item.title, item.lead, list(item.notes)) for group in groups for item in group.items]


def test_only_what_is_past_half_its_plan_and_quiet_is_asked_about_by_its_project_manager(running, mara, piet):
    project, (first, _second) = running

    follow_forecasts(MONDAY)

    assert [(one.line_id, one.last_on) for one in FinishedQuestion.objects.all()] == [
        (first.pk, WORK_DAY - timedelta(days=30))
    ]
    assert asked(piet) == [(project.name, "1 part may be finished", [str(first)])]
    assert asked(mara) == []


def test_the_same_question_is_kept_and_one_without_a_reason_goes(running, piet, tim):
    project, (first, _second) = running
    follow_forecasts(MONDAY)
    before = FinishedQuestion.objects.get()

    follow_forecasts(MONDAY + timedelta(hours=1))
    assert FinishedQuestion.objects.get() == before

    make_entry(by=tim, project=project, hours="1", on=WORK_DAY, line_id=first.pk)
    follow_forecasts(MONDAY + timedelta(hours=2))
    assert not FinishedQuestion.objects.exists()
    assert asked(piet) == []


@pytest.mark.parametrize("answer", [marks.mark_finished, marks.answer_not_yet])
def test_an_answer_ends_it_at_once(running, piet, answer):
    project, (first, _second) = running
    follow_forecasts(MONDAY)

    answer(by=acting(piet), project_id=project.pk, line_id=first.pk, now=MONDAY)

    assert asked(piet) == []
