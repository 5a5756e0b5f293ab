"""Values of items as a person reads them."""

from amity.handoff.wording import item_value


def test_a_date_of_a_hand_off_is_written_like_those_beside_it():
    assert item_value("2026-12-06", "day") == "6 Dec 2026"
