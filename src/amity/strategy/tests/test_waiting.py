"""Goals that wait: a reading that is due, and a goal off track without a plan, with its act in place."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from amity.strategy.models import Goal
from amity.strategy.waiting import add_plan, take_back
from amity.waiting.kinds import Sent
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()


@pytest.fixture
def goal(osprey):
    return Goal.objects.create(
        account=osprey, title="Fewer calls", measure="calls a week", baseline=200, target=100,
        begun_on=TODAY - timedelta(200), target_on=TODAY + timedelta(200), rhythm="monthly", added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip


def read(goal, days_ago, value):
    on = TODAY - timedelta(days_ago)
    goal.readings.create(read_on=on, value=Decimal(value), source="Helpline", by_label="Mara", at=MONDAY)


def items(person, key):
    return [item for group in waiting_for(acting(person), MONDAY, only=key) for item in group.items]


@pytest.mark.parametrize(("days_ago", "late"), [(31, None), (32, 1), (40, 9)])
def test_a_reading_is_due_a_rhythm_after_the_last(mara, goal, days_ago, late):
    read(goal, days_ago, 150)

    assert [item.days_late for item in items(mara, "goal_readings")] == ([late] if late else [])


def test_a_first_reading_is_due_a_rhythm_after_the_goal_began(mara, goal):
    (item,) = items(mara, "goal_readings")

    assert item.due == TODAY - timedelta(200 - 31)
    assert item.form == f"/goals/{goal.pk}/read/"


@pytest.mark.parametrize("change", [{"measure": ""}, {"state": "reached"}, {"rhythm": "quarterly"}])
def test_no_reading_is_due_of_what_is_not_measured_or_has_ended(mara, goal, change):
    read(goal, 40, 150)
    Goal.objects.filter(pk=goal.pk).update(**change)

    assert items(mara, "goal_readings") == []


@pytest.mark.parametrize(("value", "waits"), [(100, False), (150, False), (160, False), (190, True), (210, True)])
def test_only_a_goal_off_track_waits(mara, goal, value, waits):
    read(goal, 2, value)

    assert bool(items(mara, "goals_off_track")) is waits


def test_a_plan_ends_it_until_it_is_checked(mara, goal):
    read(goal, 2, 190)
    (item,) = items(mara, "goals_off_track")
    assert item.notes == ["10% of the way, 50% expected"]

    add_plan(acting(mara), goal.pk, Sent(version=item.version, text="Answer on the website first"), MONDAY)
    assert items(mara, "goals_off_track") == []

    Goal.objects.filter(pk=goal.pk).update(plan_check_on=TODAY - timedelta(1))
    (again,) = items(mara, "goals_off_track")
    assert again.notes[1] == "Plan to check: Answer on the website first"


def test_a_plan_can_be_taken_back(mara, goal):
    read(goal, 2, 190)
    add_plan(acting(mara), goal.pk, Sent(version=1, text="Answer on the website first"), MONDAY)
    take_back(acting(mara), goal.pk, MONDAY)

    assert len(items(mara, "goals_off_track")) == 1


def test_an_old_reading_shows_nothing(mara, goal):
    read(goal, 130, 199)

    assert items(mara, "goals_off_track") == []


def test_the_furthest_from_its_way_comes_first(mara, osprey, goal):
    read(goal, 2, 190)
    worse = Goal.objects.create(
        account=osprey, title="More tickets", measure="share", baseline=0, target=10, begun_on=date(2026, 1, 1),
        target_on=date(2026, 12, 1), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    read(worse, 2, 0)

    assert [item.title for item in items(mara, "goals_off_track")] == ["More tickets", "Fewer calls"]
