"""The page of a full hand-off begins with what is read back, and shows facts as rows."""

import pytest

from amity.handoff import rules
from amity.handoff.page import BlockShown, ItemShown, item_shown, numbered, shown
from amity.handoff.versions.rules import Block, Item

BLOCKS = [
    Block(rules.WANT, (Item("want", "A map"),)),
    Block(rules.EXPECTATION, (Item("e1", "Rough lines early"), Item("e2", "Dana hears first"))),
    Block(rules.SCOPE, (Item("scope", "Research"),)),
]


@pytest.mark.django_db
def test_expectations_come_first_and_count_from_one():
    found = shown(rules.FULL, BLOCKS, {})

    assert [block.key for block in found] == [rules.EXPECTATION, rules.WANT, rules.SCOPE]
    assert [(item.key, item.number) for block in found for item in block.items] == [
        ("e1", 1), ("e2", 2), ("want", 3), ("scope", 4),
    ]  # fmt: skip
    assert [(block.is_read_back, block.is_table) for block in found] == [(True, False), (False, False), (False, True)]


@pytest.mark.django_db
def test_a_hand_off_without_read_backs_keeps_the_order_of_its_blocks():
    found = shown(rules.SMALL, BLOCKS[:2], {})

    assert [block.key for block in found] == [rules.WANT, rules.EXPECTATION]
    assert not any(block.is_read_back for block in found)


def row(key, *, is_standard=False):
    """Return an item of a block of facts."""
    return ItemShown(key, 0, "Term", "text", (), Item(key, "text"), None, is_standard=is_standard)


def test_folded_standard_terms_leave_no_gap_in_the_numbers_in_sight():
    facts = [row("fee"), row("notice", is_standard=True), row("cap")]
    found = numbered([
        BlockShown(rules.COMMERCIAL, "Commercials", facts, needed=False),
        BlockShown(rules.RISK, "Risks", [row("late")], needed=False),
    ])  # fmt: skip

    assert {one.key: one.number for block in found for one in block.items} == {
        "fee": 1, "cap": 2, "late": 3, "notice": 4,
    }  # fmt: skip


@pytest.mark.django_db
def test_several_roles_of_a_person_are_one_value():
    more = (("roles", "sponsor", "role"), ("roles", "decision_maker", "role"), ("standing", "backs", "standing"))

    labels = [label for label, _text in item_shown(Item("person.1", "Ingrid", more=more)).more]

    assert labels == ["role", "standing"]
    assert item_shown(Item("person.1", "Ingrid", more=more)).more[0][1].count(", ") == 1
