"""The machine's clock is set while Amity runs: nothing runs twice, and nothing waits for a time that was wrong."""

from datetime import timedelta

import pytest

from amity.jobs import commands, queries, registry, schedule
from amity.jobs.clock_jumps import ClockJumps
from amity.jobs.models import Job, Ticked
from tests.builders import MONDAY, make_person

pytestmark = pytest.mark.django_db
HALF_PAST = MONDAY.replace(minute=30)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@pytest.fixture
def begun(monkeypatch):
    """Return the moments at which an hourly schedule has started."""
    found: list[object] = []
    monkeypatch.setattr(schedule, "schedules", {"x": registry.Schedule("x", "0 * * * *", found.append)})
    schedule.tick(HALF_PAST)
    return found


def after(begun, *moments):
    for moment in moments:
        schedule.tick(moment)
    return len(begun)


def test_work_that_has_run_does_not_run_again_when_the_clock_goes_back(begun):
    done = HALF_PAST + HOUR

    assert after(begun, done) == 1
    assert after(begun, HALF_PAST, HALF_PAST + HOUR / 2, done, done + HOUR / 4) == 1
    assert after(begun, done + HOUR) == 2


def test_work_that_was_missed_in_a_jump_forward_runs_once(begun):
    assert after(begun, HALF_PAST + timedelta(days=3), HALF_PAST + timedelta(days=3, minutes=1)) == 1


def test_a_clock_that_was_a_year_ahead_does_not_stop_the_schedule_for_a_year(begun):
    assert after(begun, HALF_PAST + YEAR) == 1
    assert after(begun, HALF_PAST, HALF_PAST + timedelta(minutes=1)) == 1

    assert after(begun, HALF_PAST + HOUR) == 2


def test_a_heartbeat_from_the_future_is_replaced():
    commands.beat(MONDAY + YEAR)
    commands.beat(MONDAY)

    assert queries.last_beat() == MONDAY
    assert Ticked.objects.count() == 1


def job(heartbeat):
    return Job.objects.create(kind="x", person_id=make_person().pk, state="running", heartbeat=heartbeat,
                              created_at=MONDAY)  # fmt: skip


def test_a_job_of_a_killed_worker_is_found_although_its_heartbeat_is_from_the_future():
    alive, lost = job(MONDAY + timedelta(seconds=5)), job(MONDAY + YEAR)

    assert commands.sweep(MONDAY) == 1
    assert (Job.objects.get(pk=alive.pk).state, Job.objects.get(pk=lost.pk).state) == ("running", "queued")


@pytest.mark.parametrize("by", [HOUR, -HOUR])
def test_after_a_jump_heartbeats_prove_nothing_for_a_minute(by):
    steady = iter([0.0, 10.0, 20.0, 50.0, 81.0])
    jumps = ClockJumps(steady=lambda: next(steady))
    clock = [MONDAY, MONDAY + timedelta(seconds=10)] + [
        MONDAY + timedelta(seconds=second) + by for second in (20, 50, 81)
    ]

    assert [jumps.settled(now) for now in clock] == [True, True, False, False, True]
