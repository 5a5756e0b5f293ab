"""Kinds of things that wait for someone, as the parts register them."""

from pathlib import Path

import amity
from amity.waiting.kinds import kinds

BARE = "since=formats.day("


def test_every_kind_has_words_for_its_acts():
    for kind in kinds():
        assert kind.label
        assert not [act.done for act in kind.acts.values() if "%(" in str(act.done)], kind.key
        assert all(
            act.label and (act.done or act.opens) and (act.question or not act.asks) for act in kind.acts.values()
        ), kind.key


def test_no_item_names_a_day_without_saying_what_happened_on_it():
    """Beside a due date, "28 Nov" alone leaves open which of the two is due: "requested 28 Nov" doesn't."""
    found = [path.parent.name for path in Path(amity.__file__).parent.rglob("waiting.py") if BARE in path.read_text()]

    assert found == []
