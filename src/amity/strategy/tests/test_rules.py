"""Progress of a goal, and the moves of a card."""

from datetime import date
from decimal import Decimal

import pytest

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
