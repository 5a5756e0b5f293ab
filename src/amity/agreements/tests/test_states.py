"""Every move between states: legal ones as the table says, and nothing leads out of an end."""

import pytest

from amity.agreements.rules import states


def test_the_main_road_is_a_chain_of_legal_moves():
    steps = zip(states.MAIN_ROAD, states.MAIN_ROAD[1:], strict=False)

    assert all(states.may_move(before, after) for before, after in steps)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "signed"), ("draft", "with_client"), ("in_review", "with_client"), ("cleared", "signed"),
        ("with_client", "cleared"), ("signed", "draft"), ("in_force", "draft"), ("in_force", "dropped"),
        ("expired", "in_force"), ("terminated", "draft"), ("superseded", "expired"), ("dropped", "draft"),
    ],
)  # fmt: skip
def test_a_step_cannot_be_skipped_or_recalled_after_signing(before, after):
    assert not states.may_move(before, after)


@pytest.mark.parametrize("state", ["in_review", "cleared", "with_client"])
def test_whatever_is_under_way_can_go_back_to_a_draft(state):
    assert states.may_move(state, "draft")


def test_every_state_has_its_moves_and_leads_to_known_states():
    assert set(states.MOVES) == set(states.STATES)
    assert set().union(*states.MOVES.values()) <= set(states.STATES)


@pytest.mark.parametrize(
    ("state", "taken_over", "open_"),
    [("draft", False, True), ("in_review", False, False), ("in_force", False, False), ("in_force", True, True),
     ("signed", False, False), ("dropped", True, False)],
)  # fmt: skip
def test_words_change_in_a_draft_and_in_the_record_of_what_was_agreed_elsewhere(state, taken_over, open_):
    assert states.is_editable(state, taken_over=taken_over) is open_
