"""Statuses, required blocks, and the cap, without a database."""

import pytest

from amity.handoff import rules
from amity.handoff.versions import rules as blocks
from amity.handoff.versions.rules import Block, Item
from amity.handoff.wording import item_value
from amity.handoff.work_at_risk.rules import Room


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("preparing", "offered", True),
        ("preparing", "accepted", False),
        ("offered", "accepted", True),
        ("offered", "conditions", True),
        ("offered", "returned", True),
        ("offered", "preparing", True),
        ("returned", "preparing", True),
        ("returned", "accepted", False),
        ("accepted", "accepted", False),
        ("accepted", "conditions", False),
        ("gone", "offered", False),
    ],
)
def test_a_handoff_moves_along_its_table_only(before, after, legal):
    assert rules.may_move(before, after) is legal


def test_every_needed_block_is_on_its_page():
    assert all(set(rules.NEEDED[kind]) <= set(rules.BLOCKS[kind]) for kind in rules.KINDS)


def test_a_small_one_needs_its_five_prompts_and_says_which_are_missing():
    assert rules.missing("small", {"want", "done"}) == ("must_not", "money_date", "promise")
    assert rules.missing("small", rules.PROMPTS) == ()


@pytest.mark.parametrize(
    ("seconds", "value", "kind"),
    [
        (None, None, ""), (None, 5_000, "small"), (40 * 3600, 5_000, "small"), (40 * 3600 + 1, 0, "full"),
        (3600, 5_001, "full"),
    ],
)  # fmt: skip
def test_the_kind_follows_hours_and_value(seconds, value, kind):
    assert rules.kind_for(seconds=seconds, value=value, small_seconds=40 * 3600, small_value=5_000) == kind


def test_blocks_survive_being_kept():
    said = [Block("scope", (Item("line.1", "Concept", more=(("hours", "7200", "seconds"),), right=2),))]

    kept = blocks.stored(said)

    assert blocks.read(kept) == said
    assert blocks.tampered(kept) == []


def test_a_changed_word_no_longer_matches_its_digest():
    kept = blocks.stored([Block("want", (Item("note.1", "One page"),)), Block("done", (Item("note.2", "Live"),))])

    kept[0]["items"][0]["text"] = "Two pages"

    assert blocks.tampered(kept) == ["want"]


def test_a_section_that_says_the_words_of_the_brief_again_is_said_once():
    items = (
        Item("brief.exclusions", "Print"),
        Item("clause.3", "Print"),
        Item("clause.4", "Fonts"),
        Item("note.1", "Fonts!"),
    )

    assert [item.key for item in blocks.once(items, "clause")] == ["brief.exclusions", "clause.4", "note.1"]


def test_where_a_thing_stands_does_not_change_what_it_says():
    assert Item("line.1", "Concept", url="/a/").digest == Item("line.1", "Concept", url="/b/").digest


def test_then_and_now_name_what_is_new_changed_and_gone():
    then = [Block("want", (Item("note.1", "One page"), Item("note.2", "One price")))]
    now = [Block("want", (Item("note.1", "Two pages"), Item("note.3", "No clock")))]

    found = [(one.key, one.verdict) for one in blocks.differences(then, now)]

    assert found == [("note.1", "changed"), ("note.3", "added"), ("note.2", "gone")]


def test_nothing_differs_from_itself():
    said = [Block("want", (Item("note.1", "One page"),))]

    assert blocks.differences(said, said) == []


def test_amounts_are_cut_for_who_may_not_see_them():
    said = [Block("commercial", (Item("term.fee", "8400000", "money:EUR", right=2), Item("term.model", "fixed")))]

    assert [item.key for item in blocks.cut(said, 1)[0].items] == ["term.model"]
    assert [item.key for item in blocks.cut(said, 2)[0].items] == ["term.fee", "term.model"]


def test_work_at_risk_fits_up_to_the_cap_and_not_a_second_more():
    room = Room(worked=7 * 3600, cap=8 * 3600)

    assert (room.left, room.takes(3600), room.takes(3601)) == (3600, True, False)
    assert Room(worked=9 * 3600, cap=8 * 3600).left == 0


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [("30", "term:days", "30 days"), ("1", "term:times_fee", "1 × the fee"), ("in writing", "term:", "in writing")],
)
def test_a_term_of_an_agreement_is_read_with_what_it_is_counted_in(text, unit, words):
    assert item_value(text, unit) == words


def test_a_line_whose_hours_are_now_marked_as_a_guess_is_no_change():
    frozen, now = Item("line.1", "Build", url="/a/"), Item("line.1", "Build", url="/a/", mark=blocks.ASSUMED)
    note = Item("note.1", "Build", url="/a/"), Item("note.1", "Build", url="/a/", mark=blocks.ASSUMED)

    assert blocks.differences([Block("scope", (frozen,))], [Block("scope", (now,))]) == []
    assert len(blocks.differences([Block("scope", note[:1])], [Block("scope", note[1:])])) == 1


@pytest.mark.parametrize(("was_asked", "changed"), [(False, []), (True, ["asked.1", "brief.approver"])])
def test_what_older_small_hand_offs_lacked_is_no_change_unless_it_was_asked(was_asked, changed):
    fee, asked = Item("term.fee", "2000"), Item("asked.1", "approver", unit="field")
    planned, approver = Item(blocks.PLANNED, "3600", unit="seconds"), Item(blocks.APPROVER, "Maud Larkin")
    then = Block("money_date", (fee, asked) if was_asked else (fee,))

    found = blocks.differences([then], [Block("money_date", (fee, planned, approver))])

    assert sorted(one.key for one in found) == changed
    assert [one.key for one in blocks.differences([Block("people")], [Block("people", (approver,))])] == [
        "brief.approver"
    ]
