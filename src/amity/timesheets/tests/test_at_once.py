"""Processes that confirm one week, or start one timer, at the same moment: one wins, the others are refused."""

from datetime import UTC, date, datetime

import pytest

from amity.people.models import Person
from amity.shared.errors import Refused
from amity.timesheets.models import Entry
from amity.timesheets.split import commands
from amity.timesheets.split.models import SplitWeek
from amity.timesheets.sums.verify import verify
from amity.timesheets.timer import commands as timers
from amity.timesheets.timer.commands import TimerWork
from amity.timesheets.timer.models import Timer
from amity.timesheets.week.days import Week
from tests.builders import MONDAY, acting
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]
WEEK = Week(date(2026, 11, 23))
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def confirming(name):
    """Return a function that confirms a week and returns whether it was confirmed or refused."""
    by = acting(Person.objects.get(name=name))

    def confirm():
        try:
            commands.confirm_split(by=by, week=WEEK, now=FRIDAY)
        except Refused:
            return "refused"
        return "confirmed"

    return confirm


def test_a_week_confirmed_at_the_same_moment_is_confirmed_once(mara, osprey):
    commands.set_shares(by=acting(mara), shares={osprey.pk: 5 * 3600}, valid_from=date(2026, 11, 1), now=MONDAY)

    answers = results_at_once(confirming, [("Mara",)] * 4)

    assert sorted(answers) == ["confirmed"] + ["refused"] * 3
    assert (Entry.objects.count(), SplitWeek.objects.count()) == (5, 1)
    assert verify().clean


def starting(name):
    """Return a function that starts the timer and returns whether it was started or refused."""
    by = acting(Person.objects.get(name=name))

    def start():
        try:
            timers.start_timer(by=by, work=TimerWork(), now=FRIDAY)
        except Refused:
            return "refused"
        return "started"

    return start


def test_a_timer_started_at_the_same_moment_runs_once(mara):
    answers = results_at_once(starting, [("Mara",)] * 4)

    assert sorted(answers) == ["refused"] * 3 + ["started"]
    assert Timer.objects.count() == 1
