"""Quoted against actual by line, with a signed change, a finished mark and work that wasn't quoted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.lines.rules import (
    LineTerms,
    LineUse,
    all_finished,
    current,
    line_status,
    not_quoted,
    quoted,
    together,
)
from amity.profitability.tests.made import hours

SIGNED = date(2026, 7, 1)
SOLD = LineTerms(date(2026, 6, 1), hours(240))
CHANGE = LineTerms(date(2026, 9, 1), hours(280), "change_order", date(2026, 9, 3))
DRAFT = LineTerms(date(2026, 10, 1), hours(500), "change_order")


def test_quoted_is_what_stood_at_signing_and_current_the_latest_signed():
    rows = [DRAFT, CHANGE, SOLD]

    assert quoted(rows, SIGNED) == SOLD
    assert current(rows, SIGNED, date(2026, 9, 2)) == SOLD
    assert current(rows, SIGNED, date(2026, 12, 1)) == CHANGE


def test_an_estimate_revised_before_signing_is_quoted_as_revised():
    early = LineTerms(date(2026, 5, 1), hours(200), "estimate")

    assert quoted([SOLD, early], SIGNED) == SOLD
    assert quoted([SOLD, early], None) == SOLD
    assert quoted([], None) is None


def test_a_line_born_of_a_change_order_has_its_own_terms():
    assert quoted([CHANGE], SIGNED) == CHANGE


def test_a_finished_line_has_nothing_to_go():
    row = line_status(LineUse(1, hours(96), hours(96), hours(91), finished=True))

    assert (row.to_go_seconds, row.difference_seconds, row.used_bp) == (0, hours(-5), 9_479)


def test_hours_to_go_as_stated_make_the_difference():
    row = line_status(LineUse(4, hours(620), hours(620), hours(388), stated_to_go=hours(310)))

    assert row.difference_seconds == hours(78)


def test_without_a_word_the_rest_of_the_plan_is_to_go():
    assert line_status(LineUse(1, hours(10), hours(10), hours(4))).to_go_seconds == hours(6)


@pytest.mark.parametrize("used", [10, 14])
def test_unfinished_work_that_used_up_its_plan_has_an_unknown_time_to_go_not_0(used):
    row = line_status(LineUse(1, hours(10), hours(10), hours(used)))

    assert (row.to_go_seconds, row.difference_seconds) == (None, hours(used - 10))
    assert together([row, line_status(LineUse(2, hours(5), hours(5), 0))]).to_go_seconds is None
    assert line_status(LineUse(1, hours(10), hours(10), hours(used), finished=True)).to_go_seconds == 0


def test_a_line_without_plan_and_time_has_nothing_to_go():
    assert line_status(LineUse(1, 0, 0, 0)).to_go_seconds == 0
    assert line_status(LineUse(1, 0, 0, hours(1))).to_go_seconds is None


def test_work_on_no_line_is_all_difference():
    row = not_quoted(hours(17))

    assert (row.quoted_seconds, row.difference_seconds, row.used_bp) == (0, hours(17), None)


def test_the_boards_project_adds_up():
    h = hours
    lines = [
        LineUse(1, h(96), h(96), h(91), finished=True),
        LineUse(2, h(240), h(240), h(268), finished=True),
        LineUse(3, h(160), h(160), h(121), h(36)),
        LineUse(4, h(620), h(620), h(388), h(310)),
        LineUse(5, h(180), h(180), h(142), h(84)),
        LineUse(6, h(80), h(80), h(12), h(70)),
    ]

    whole = together([*map(line_status, lines), not_quoted(h(17))])

    assert whole.quoted_seconds == h(1_376)
    assert (whole.used_seconds, whole.to_go_seconds, whole.difference_seconds) == (h(1_039), h(500), h(163))


def test_work_is_finished_when_every_quoted_line_is():
    done = line_status(LineUse(1, 1, 1, 1, finished=True))

    assert all_finished([done, not_quoted(5)])
    assert not all_finished([done, line_status(LineUse(2, 1, 1, 0))])
    assert not all_finished([not_quoted(5)])


@given(st.lists(st.builds(LineUse, *[st.integers(0, 10**7)] * 4, st.none() | st.integers(0, 10**7), st.booleans())))
def test_used_and_to_go_differ_from_quoted_by_the_difference(lines):
    whole = together(line_status(line) for line in lines)

    to_go = sum(line_status(line).to_go_seconds or 0 for line in lines)
    assert whole.used_seconds + to_go - whole.quoted_seconds == whole.difference_seconds
