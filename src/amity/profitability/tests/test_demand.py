"""Remaining hours of open lines are needed until the end of their project, and briefs include them."""

from datetime import UTC, date, datetime

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from amity.briefs import hooks
from amity.people.models import Discipline
from amity.profitability.demand.queries import wanted
from amity.profitability.demand.rules import OVERDUE_WEEKS, weekly
from tests.builders import make_account, make_agreement, make_line, make_project

MONDAY = date(2026, 11, 23)
HOUR = 3600


def test_what_is_to_go_is_spread_to_the_end_and_late_work_over_the_next_weeks():
    assert weekly(30 * HOUR, MONDAY, date(2026, 12, 11)) == {
        date(2026, 11, 23): 10 * HOUR, date(2026, 11, 30): 10 * HOUR, date(2026, 12, 7): 10 * HOUR,
    }  # fmt: skip
    assert len(weekly(30 * HOUR, MONDAY, date(2026, 10, 1))) == OVERDUE_WEEKS
    assert weekly(30 * HOUR, MONDAY, None) == {}


@given(st.integers(0, 10**7), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_the_weeks_add_up(left, end):
    assert sum(weekly(left, MONDAY, end).values()) == left


@time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False)
def test_open_lines_of_running_projects_are_wanted_by_their_discipline(db):
    design = Discipline.objects.create(name="Design")
    agreement = make_agreement(make_account())
    make_project(agreement.account, agreement=agreement, ends_on=date(2026, 12, 4))
    make_line(agreement, hours="20", discipline=design)

    assert wanted in hooks.demand
    assert wanted(MONDAY, date(2026, 12, 4)) == {
        (design.pk, date(2026, 11, 23)): 10 * HOUR, (design.pk, date(2026, 11, 30)): 10 * HOUR,
    }  # fmt: skip
