"""Logged time reaches the questions about a status within a minute, not only in the morning."""

from datetime import timedelta

import pytest

from amity.status.answers.commands import answer_status
from amity.status.answers.fields import StatusFields
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.worked import follow_time, worked_since
from amity.timesheets.commands import delete_entry
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_time_that_puts_a_green_project_over_its_budget_is_asked_about(osprey, piet, tim):
    agreement = make_agreement(osprey, "time_and_materials")
    project = make_project(osprey, name="Branch app", manager=piet, team=[tim], agreement=agreement)
    line = make_line(agreement, "1", hours="10:00")
    make_entry(by=tim, project=project, hours="2:00", line_id=line.pk)
    other = make_project(osprey, name="Label design", manager=piet, team=[tim])
    answer_status(by=acting(piet), project_id=project.pk, fields=StatusFields(), now=MONDAY)
    assert not Contradiction.objects.exists()

    make_entry(by=tim, project=project, hours="14:00", line_id=line.pk)
    gone = make_entry(by=tim, project=other, hours="1:00")
    assert worked_since(MONDAY - timedelta(minutes=3)) == [project.pk], "only projects with a status"
    assert follow_time(MONDAY + timedelta(minutes=1)) == 1
    found = Contradiction.objects.get()
    assert (found.project, found.kind, found.closed_at) == (project, "forecast", None)

    delete_entry(by=acting(tim), entry_id=gone.pk, version=gone.version, now=MONDAY + timedelta(hours=1))
    assert worked_since(MONDAY + timedelta(minutes=30)) == []
    assert follow_time(MONDAY + timedelta(hours=2)) == 0
