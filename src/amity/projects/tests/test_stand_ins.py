"""What waits for an absent project manager waits for the stand-in, who can do it, and for no one else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from amity.audit.models import Record
from amity.projects.models import Project
from amity.projects.policy import manages, may_edit
from amity.projects.stand_ins.commands import StandInFields, end_stand_in, name_stand_in
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()
TUESDAY, FRIDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=4)


@pytest.fixture
def lotte():
    return make_person("Lotte Vries", "project_manager")


@pytest.fixture
def app(osprey, piet):
    return make_project(osprey, name="Branch app", manager=piet)


def cover(by, stand_in, starts_on=TUESDAY, ends_on=FRIDAY, **more):
    fields = StandInFields(stand_in.pk, starts_on, ends_on, **more)
    return name_stand_in(by=acting(by), fields=fields, now=MONDAY)


def sees(person, day):
    with time_machine.travel(MONDAY.replace(day=day.day), tick=False):
        return list(Project.objects.visible_to(person))


def test_the_stand_in_runs_the_projects_from_the_first_day_to_the_last(app, piet, lotte):
    assert sees(lotte, TUESDAY) == []
    cover(piet, lotte)
    assert [sees(lotte, day) for day in (TODAY, TUESDAY, FRIDAY, FRIDAY + timedelta(days=1))] == [[], [app], [app], []]
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        assert manages(lotte, app)
        assert may_edit(lotte, app)
        assert not manages(make_person("Noor", "project_manager"), app)
    assert Record.objects.filter(action="project_manager.covered", subject_id=piet.pk).count() == 1


def test_a_cover_that_ends_early_ends_at_once(app, piet, lotte):
    made = cover(piet, lotte, starts_on=TODAY)
    assert sees(lotte, TODAY) == [app]
    with pytest.raises(Refused):
        end_stand_in(by=acting(lotte), cover_id=made.pk, version=made.version, now=MONDAY)
    end_stand_in(by=acting(piet), cover_id=made.pk, version=made.version, now=MONDAY)
    assert sees(lotte, TODAY) == []
    with pytest.raises(NotSeen):
        end_stand_in(by=acting(piet), cover_id=made.pk, version=made.version, now=MONDAY)


def test_who_names_whom_and_when(piet, lotte, ada, mara, tim):
    for stand_in, starts_on, ends_on in (
        (piet, TUESDAY, FRIDAY), (lotte, FRIDAY, TUESDAY), (lotte, date(2026, 11, 2), date(2026, 11, 6)),
        (lotte, TUESDAY, TUESDAY + timedelta(days=400)),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            cover(piet, stand_in, starts_on, ends_on)
    with pytest.raises(Refused):
        cover(mara, lotte, manager_id=piet.pk)
    assert cover(ada, lotte, manager_id=piet.pk).manager == piet
    with pytest.raises(Invalid, match="already covers"):
        cover(piet, tim, FRIDAY, FRIDAY)


def test_the_page_lists_it_and_ends_it(client, app, piet, lotte):
    made = cover(piet, lotte, note="Payment tests wait for the bank")
    client.force_login(lotte)
    page = client.get(reverse("projects:stand_ins")).content.decode()
    assert "for Piet" in page
    assert "Payment tests wait for the bank" in page
    assert reverse("projects:end_stand_in", args=[made.pk]) not in page
    client.force_login(piet)
    answer = client.post(reverse("projects:end_stand_in", args=[made.pk]), {"version": made.version}, follow=True)
    assert "No stand-ins yet" in answer.content.decode()
