"""Progress of a goal, and the moves of a card."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.strategy import rules
from amity.strategy.rules import Read

BEGAN, UNTIL, TODAY = date(2026, 1, 1), date(2027, 1, 1), date(2026, 7, 2)
SIX, TWENTY = Decimal(6), Decimal(20)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "done"),
    [
        (SIX, TWENTY, Decimal(13), 5_000),
        (SIX, TWENTY, Decimal(6), 0),
        (SIX, TWENTY, Decimal(3), -2_143),
        (Decimal(4200), Decimal(3000), Decimal(3600), 5_000),
        (None, TWENTY, SIX, None),
        (SIX, None, SIX, None),
        (SIX, TWENTY, None, None),
        (SIX, SIX, SIX, None),
    ],
)
def test_the_way_done_is_counted_from_baseline_to_target_in_either_direction(baseline, target, value, done):
    assert rules.progress(baseline, target, value) == done


@pytest.mark.parametrize(
    ("value", "shape"),
    [("20", "well"), ("13", "well"), ("12", "watch"), ("9.5", "watch"), ("9", "unwell"), ("5", "unwell")],
)
def test_a_goal_is_measured_against_the_even_way(value, shape):
    read = [Read(TODAY, Decimal(value))]

    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, read, TODAY) == shape


def test_what_no_one_knows_is_neither_well_nor_unwell():
    old = [Read(date(2026, 2, 1), Decimal(19))]
    first = [Read(BEGAN, SIX)]

    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, [], TODAY) == ""
    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, old, TODAY) == ""
    assert rules.progress_state(None, TWENTY, UNTIL, BEGAN, [Read(TODAY, SIX)], TODAY) == ""
    assert rules.progress_state(SIX, TWENTY, None, BEGAN, [Read(TODAY, SIX)], TODAY) == ""
    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, first, date(2026, 1, 20)) == ""


def test_the_newest_reading_counts():
    read = [Read(TODAY, Decimal(20)), Read(date(2026, 3, 1), SIX)]

    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, read, TODAY) == "well"


def test_a_card_goes_one_way_and_back_to_draft():
    legal = {(a, b) for a in rules.CARD_STATES for b in rules.CARD_STATES if rules.may_move(a, b)}

    assert legal == {
        ("draft", "agreed_inside"),
        ("agreed_inside", "agreed_with_client"),
        ("agreed_inside", "draft"),
        ("agreed_with_client", "in_force"),
        ("agreed_with_client", "draft"),
        ("in_force", "superseded"),
    }


def test_a_card_lacks_what_no_one_filled():
    assert rules.lacking({"goal": "Trains", "audience": " ", "must": "Times"}) == ["audience", "message"]


def test_from_the_due_date_on_only_a_met_target_is_on_track():
    late = date(2027, 1, 1)

    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, [Read(late, Decimal("19.9"))], late) == "watch"
    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, [Read(late, Decimal("12.9"))], late) == "unwell"
    assert rules.progress_state(SIX, TWENTY, UNTIL, BEGAN, [Read(late, Decimal(20))], late) == "well"


figures = st.decimals(-1_000, 1_000, places=2)
days = st.integers(0, 400)
ORDER = ("unwell", "watch", "well")


@given(figures, figures, days, days, st.integers(1, 400), figures, figures)
def test_more_of_the_way_never_makes_it_worse(baseline, target, read_after, since, span, value, more):
    """Of two values on one day, the one nearer to the target, or past it, has a status at least as good."""
    began = date(2026, 1, 1)
    on, until = began + timedelta(read_after), began + timedelta(span)
    today = on + timedelta(since)
    near, far = sorted((value, more), key=lambda one: rules.progress(baseline, target, one) or 0, reverse=True)
    one, other = (
        rules.progress_state(baseline, target, until, began, [Read(on, which)], today) for which in (near, far)
    )

    if one and other:
        assert ORDER.index(one) >= ORDER.index(other)
    assert bool(one) or not other


@given(figures, figures, days, st.integers(1, 400), figures)
def test_up_and_down_are_alike(baseline, target, read_after, span, value):
    """A goal to raise a figure and its mirror, to lower one, have the same status."""
    began = date(2026, 1, 1)
    on, until = began + timedelta(read_after), began + timedelta(span)

    up = rules.progress_state(baseline, target, until, began, [Read(on, value)], on)
    down = rules.progress_state(-baseline, -target, until, began, [Read(on, -value)], on)

    assert up == down


@given(figures, figures, st.integers(1, 400), days, figures)
def test_a_reached_target_is_on_track_on_any_day(baseline, target, span, read_after, beyond):
    began = date(2026, 1, 1)
    on = began + timedelta(read_after)
    if baseline == target:
        return
    value = target + abs(beyond) * (1 if target > baseline else -1)

    assert rules.progress_state(baseline, target, began + timedelta(span), began, [Read(on, value)], on) == "well"


@given(st.integers(1, 400), st.lists(days, min_size=2, max_size=2))
def test_an_even_pace_never_goes_back(span, both):
    earlier, later = (BEGAN + timedelta(number) for number in sorted(both))
    until = BEGAN + timedelta(span)

    assert 0 <= rules.expected(BEGAN, until, earlier) <= rules.expected(BEGAN, until, later) <= 10_000


@pytest.mark.parametrize(
    ("newest", "rhythm", "due"),
    [
        (None, "monthly", date(2026, 2, 1)), (TODAY, "weekly", date(2026, 7, 9)),
        (TODAY, "fortnightly", date(2026, 7, 16)), (TODAY, "quarterly", date(2026, 10, 2)),
    ],
)  # fmt: skip
def test_a_reading_is_due_a_rhythm_after_the_last_one(newest, rhythm, due):
    assert rules.reading_due(BEGAN, newest, rhythm) == due


def test_a_plan_holds_until_it_is_to_be_checked():
    assert rules.has_plan("Call them", TODAY, TODAY)
    assert not rules.has_plan("Call them", TODAY - timedelta(1), TODAY)
    assert not rules.has_plan("", TODAY, TODAY)
