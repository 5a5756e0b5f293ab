"""Changes inside a text: removed and added words with some words around them, and the rest skipped."""

import pytest

from amity.agreements.versions import rules as versions
from amity.agreements.versions.rules import GONE, NEW, SAME, SKIPPED, Passage, compared

LONG = " ".join(f"word{number}" for number in range(200))


def told(passages):
    """Return kinds and texts."""
    return [(one.kind, one.text.strip()) for one in passages]


def test_one_word_far_down_a_long_section_is_found():
    both = compared(LONG, LONG.replace("word150", "not later than"))

    kinds = [kind for kind, _text in told(both.now)]
    assert kinds == [SKIPPED, SAME, NEW, SAME, SKIPPED]
    assert [text for kind, text in told(both.before) if kind == GONE] == ["word150"]
    assert [text for kind, text in told(both.now) if kind == NEW] == ["not later than"]


@pytest.mark.parametrize(
    ("before", "now"),
    [(LONG, f"{LONG} more"), ("a\n\nb c", "a\n\nb d\ne"), ("", "x"), ("x y", "z"), ("  a ", "a"), (LONG, "")],
)
def test_no_word_of_either_side_is_lost(before, now):
    both = compared(before, now)

    assert "".join(one.text for one in both.before) == before
    assert "".join(one.text for one in both.now) == now


def test_what_was_only_added_shows_where_it_stands_on_both_sides():
    both = compared(LONG, f"{LONG} and no further")

    assert [kind for kind, _text in told(both.before)] == [SKIPPED, SAME]
    assert told(both.now)[-1] == (NEW, "and no further")


def test_values_with_nothing_in_common_are_told_plainly():
    assert compared("30", "45") == versions.Compared((Passage(SAME, "30"),), (Passage(SAME, "45"),))


def test_a_text_that_is_wholly_new_is_told_by_how_it_begins():
    assert [kind for kind, _text in told(compared("", LONG).now)] == [SAME, SKIPPED]


def test_texts_beyond_all_measure_are_told_whole_and_at_once(monkeypatch):
    monkeypatch.setattr(versions, "MOST", 3)

    assert [one.text for one in compared("a b c", "a b d").now] == ["a b d"]
