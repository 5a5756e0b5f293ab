"""Every change between states: the table defines legal ones, and final states have none."""

import pytest

from amity.agreements import rules


def test_the_main_road_is_a_chain_of_legal_moves():
    steps = zip(rules.MAIN_ROAD, rules.MAIN_ROAD[1:], strict=False)

    assert all(rules.may_move(before, after) for before, after in steps)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "signed"), ("draft", "with_client"), ("in_review", "with_client"), ("cleared", "signed"),
        ("with_client", "cleared"), ("signed", "draft"), ("in_force", "draft"), ("in_force", "dropped"),
        ("expired", "in_force"), ("terminated", "draft"), ("superseded", "expired"), ("dropped", "draft"),
    ],
)  # fmt: skip
def test_a_step_cannot_be_skipped_or_recalled_after_signing(before, after):
    assert not rules.may_move(before, after)


@pytest.mark.parametrize("state", ["in_review", "cleared", "with_client"])
def test_whatever_is_under_way_can_go_back_to_a_draft(state):
    assert rules.may_move(state, "draft")


def test_every_state_has_its_moves_and_leads_to_known_states():
    assert set(rules.MOVES) == set(rules.STATES)
    assert set().union(*rules.MOVES.values()) <= set(rules.STATES)


@pytest.mark.parametrize(
    ("state", "taken_over", "open_"),
    [("draft", False, True), ("in_review", False, False), ("in_force", False, False), ("in_force", True, True),
     ("signed", False, False), ("dropped", True, False)],
)  # fmt: skip
def test_words_change_in_a_draft_and_in_the_record_of_what_was_agreed_elsewhere(state, taken_over, open_):
    assert rules.is_editable(state, taken_over=taken_over) is open_
