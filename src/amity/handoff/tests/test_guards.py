"""When a project can start, and how much can be worked before."""

import pytest

from amity.charter.queries import skipped_on
from amity.handoff import queries
from amity.handoff.tests.making import make_waiting, taken
from amity.handoff.work_at_risk import commands
from amity.projects import commands as projects
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.timesheets import commands as time
from tests.builders import MONDAY, acting, entry_changes, make_agreement, make_entry, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(osprey, piet, tim):
    return make_waiting(osprey, piet, name="Winter page", team=[tim])


def start(by, project):
    project.refresh_from_db()
    return projects.move_project(
        by=acting(by), project_id=project.pk, version=project.version, status="active", now=MONDAY
    )


def test_a_project_does_not_begin_before_its_handoff_is_accepted(mara, piet, waiting):
    with pytest.raises(Refused, match="Piet hasn’t accepted the hand-off"):
        start(piet, waiting)

    taken(mara, piet, waiting)

    assert start(piet, waiting).status == "active"


def test_no_one_sets_a_project_handed_off_by_hand(piet, waiting):
    with pytest.raises(Refused, match="hasn’t accepted"):
        projects.move_project(by=acting(piet), project_id=waiting.pk, version=1, status="handed_off", now=MONDAY)


def test_with_one_hat_the_step_is_skipped_and_recorded(mara, osprey):
    own = make_waiting(osprey, mara)

    assert start(mara, own).status == "active"
    assert [one.step for one in skipped_on(Ref.to(own))] == ["handoff"]


def test_a_retainer_is_handed_off_once(mara, piet, osprey):
    retainer = make_agreement(osprey, "retainer", included_seconds=36_000)
    first, second = (make_waiting(osprey, piet, agreement=retainer) for _ in range(2))
    taken(mara, piet, first)

    assert queries.handed_off_with_retainer(second) is not None
    assert start(piet, second).status == "active"


def test_work_before_the_handoff_is_capped(tim, waiting):
    make_entry(by=tim, hours="7:30", project=waiting)

    with pytest.raises(Refused, match=r"[Uu]p to 8.h") as fault:
        make_entry(by=tim, hours="0:31", project=waiting)
    assert "Time left: 30 minutes" in fault.value.sentence
    make_entry(by=tim, hours="0:30", project=waiting)


def test_making_an_entry_longer_meets_the_cap_and_shorter_does_not(tim, waiting):
    entry = make_entry(by=tim, hours="8:00", project=waiting)
    longer, shorter = (entry_changes(hours=hours, project=waiting) for hours in ("8:01", "7:00"))

    with pytest.raises(Refused):
        time.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=longer, now=MONDAY)
    time.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=shorter, now=MONDAY)


def test_moving_time_there_meets_the_cap_with_all_of_it(tim, osprey, waiting):
    make_entry(by=tim, hours="6:00", project=waiting)
    entry = make_entry(by=tim, hours="3:00", project=make_project(osprey, team=[tim]))
    there = entry_changes(hours="3:00", project=waiting)

    with pytest.raises(Refused):
        time.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=there, now=MONDAY)


def test_the_cap_is_raised_with_a_reason(mara, tim, waiting):
    make_entry(by=tim, hours="8:00", project=waiting)
    with pytest.raises(Invalid) as fault:
        commands.raise_cap(by=acting(mara), project_id=waiting.pk, seconds=36_000, reason=" ", now=MONDAY)
    assert fault.value.field == "reason"

    commands.raise_cap(by=acting(mara), project_id=waiting.pk, seconds=36_000, reason="Kick-off is fixed", now=MONDAY)

    make_entry(by=tim, hours="2:00", project=waiting)
    assert queries.room_of(waiting).room.left == 0


def test_who_works_does_not_raise_the_cap(piet, waiting):
    with pytest.raises(Refused):
        commands.raise_cap(by=acting(piet), project_id=waiting.pk, seconds=36_000, reason="More", now=MONDAY)


def test_after_acceptance_nothing_is_capped(mara, piet, tim, waiting):
    make_entry(by=tim, hours="8:00", project=waiting)

    taken(mara, piet, waiting)

    make_entry(by=tim, hours="8:00", project=waiting)
