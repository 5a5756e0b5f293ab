"""Today begins with their own time and work for someone who is on teams and runs no work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.people.models import Person
from amity.projects.models import Milestone
from amity.ui.formats import GAP
from tests.builders import MONDAY, make_entry, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def full_time(tim):
    Person.objects.filter(pk=tim.pk).update(weekly_seconds=40 * 3600)


@pytest.fixture
def joined(osprey, piet, tim):
    """Put Tim on the teams of two projects, of which the second is due first, and log time on it."""
    later, first = (make_project(osprey, name=name, manager=piet) for name in ("Ticket app", "Winter timetable"))
    for project, days in ((later, 20), (first, 2)):
        project.team.get_or_create(person=tim, defaults={"since": TODAY})
        Milestone.objects.create(project=project, name="Launch", due_on=TODAY + timedelta(days=days))
    make_entry(by=tim, project=first, hours="1:30", on=TODAY)


def test_a_team_member_reads_their_hours_and_their_open_work_by_date(client, tim, joined):
    client.force_login(tim)
    client.get("/today/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/today/").text.replace(GAP, " ")
    assert len(asked) <= 15

    for words in ("1.5 h of 8 h logged", "1.5 h of 40 h logged", "Log time", "Start timer: Winter timetable"):
        assert words in page
    assert 0 < page.index("Winter timetable") < page.index("Ticket app") < page.index("Ranked by what is at stake")


def test_those_who_run_work_read_their_cards_first(client, piet, joined):
    client.force_login(piet)

    assert "own-time-h" not in client.get("/today/").text


def test_someone_without_work_is_told_so(client, tim):
    client.force_login(tim)
    page = client.get("/today/").text.replace(GAP, " ")

    assert "No open jobs." in page
    assert "0 h of 40 h logged" in page
