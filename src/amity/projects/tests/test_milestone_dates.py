"""Dates of milestones in emails to the client."""

from datetime import date

import pytest

from amity.gate.bound.check import _prepare
from amity.gate.checks.letters import letter_of
from amity.gate.tests.making import make_item
from amity.projects.models import Milestone
from tests.builders import make_project

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.mark.parametrize(("day", "levels"), [("4 Dec 2026", []), ("11 Dec 2026", ["warn"])])
def test_another_date_for_a_milestone_is_asked_about(mara, piet, osprey, day, levels):
    project = make_project(osprey, manager=piet)
    Milestone.objects.create(project=project, name="Beta for dealers", due_on=date(2026, 12, 4))
    item = make_item(osprey, mara, body=f"The beta for dealers is on {day}.")

    letter = letter_of(item)
    assert [one.level for one in _prepare([letter])(letter)] == levels
