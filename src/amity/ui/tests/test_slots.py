"""Slots apply order and rights."""

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from amity.shared.actor import Actor
from amity.ui.slots import DoubleEntry, Entry, Slot

MARA = Actor("person", 1, "Mara", "page")


def entry(key: str, order: int = 10, **given) -> Entry:
    return Entry(key=key, order=order, label=key.title(), **given)


def test_entries_stand_in_their_order_whoever_registers_first():
    slot = Slot("tabs")
    for made in (entry("money", 20), entry("work", 10)):
        slot.register(made)

    assert [shown.key for shown in slot.seen_by(MARA)] == ["work", "money"]


def test_an_entry_hides_from_who_may_not_see_it():
    slot = Slot("tabs")
    slot.register(entry("secret", may_see=lambda actor, subject: subject is not None))

    assert slot.seen_by(MARA) == []
    assert len(slot.seen_by(MARA, SimpleNamespace(pk=1))) == 1


def test_two_parts_cannot_take_the_same_key():
    slot = Slot("tabs")
    slot.register(entry("work"))

    with pytest.raises(DoubleEntry):
        slot.register(entry("work", 99))


def test_a_loader_is_not_asked_about_nothing():
    asked: list[object] = []

    def load(actor: Actor, ids: Sequence[int]) -> dict[int, int]:
        asked.append(ids)
        return dict.fromkeys(ids, 1)

    made = entry("health", loader=load)

    assert made.load(MARA, []) == {}
    assert made.load(MARA, [3]) == {3: 1}
    assert asked == [[3]]
