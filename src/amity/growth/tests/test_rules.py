"""Rules of opportunities: probability, weighted value, steps, and the order of stages."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.growth import rules

DEFAULTS = {rules.SPOTTED: 10, rules.QUALIFIED: 25, rules.PROPOSED: 50, rules.AGREEING: 75}
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("stage", "own", "expected"),
    [(rules.PROPOSED, None, 50), (rules.PROPOSED, 0, 0), (rules.WON, 30, 100), (rules.LOST, 30, 0)],
)
def test_the_probability_is_its_own_or_that_of_its_stage(stage, own, expected):
    assert rules.probability_of(stage, own, DEFAULTS) == expected


@given(st.integers(0, 10**14), st.integers(0, 100))
def test_a_weighted_value_is_the_share_rounded_half_to_even(value, probability):
    assert rules.weighted(value, probability) == round(Fraction(value * probability, 100))


@pytest.mark.parametrize(
    ("step", "on", "due"),
    [
        ("Call", date(2026, 11, 24), False),
        ("Call", TODAY, True),
        ("Call", None, True),
        ("", date(2026, 12, 24), True),
    ],
)
def test_a_step_is_due_on_its_date_and_whenever_one_is_missing(step, on, due):
    assert rules.step_is_due(step, on, TODAY) is due


def test_the_stages_follow_each_other():
    assert rules.neighbour(rules.SPOTTED, 1) == rules.QUALIFIED
    assert rules.neighbour(rules.SPOTTED, -1) is rules.neighbour(rules.AGREEING, 1) is None
    assert rules.neighbour(rules.WON, -1) is None
