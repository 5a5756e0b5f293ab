"""What the Client tab of a project reads of its hand-off."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.handoff.tests.making import make_waiting, offered, read_back_all, taken
from amity.projects.models import Project
from tests.builders import make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(at, mara):
    """Return a function for the words of a project's Client tab, and the statements that name some table or column."""

    def ask(project, *names):
        with CaptureQueriesContext(connection) as captured:
            _status, page = at(mara, "projects:client", project.pk)
        return page, [[one["sql"] for one in captured if name in one["sql"]] for name in names]

    return ask


def test_the_hand_off_of_a_project_on_a_retainer_is_read_once(told, mara, piet, osprey):
    first, second = (make_waiting(osprey, piet, name=name) for name in ("May", "June"))
    for project in (first, second):
        taken(mara, piet, project)
    Project.objects.update(status="active", agreement=make_agreement(osprey, fee_model="retainer"))

    page, (asked,) = told(second, '"handoff_handoff"."sentence"')

    assert "One page." in page
    assert len(asked) == 1


def test_a_retainer_handed_off_with_another_project_is_looked_up_once(told, mara, piet, osprey):
    retainer = make_agreement(osprey, fee_model="retainer")
    taken(mara, piet, make_waiting(osprey, piet, name="May", agreement=retainer))
    later = make_waiting(osprey, piet, name="June", agreement=retainer)

    page, (asked,) = told(later, 'NOT ("handoff_handoff"."project_id"')

    assert "The retainer was handed off with May. No further hand-off is needed." in page
    assert len(asked) == 1


def test_read_backs_and_questions_are_counted_with_the_hand_off(told, mara, piet, waiting):
    one = offered(mara, waiting, "full")
    read_back_all(piet, one)

    page, (read_backs, facts) = told(waiting, '"handoff_readback"', '"facts_fact"')

    assert "You have 1 read-back to confirm" in page
    assert len(read_backs) == 1
    assert read_backs[0] in facts
