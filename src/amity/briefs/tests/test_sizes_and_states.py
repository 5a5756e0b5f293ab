"""The size of a job, its required items, and the legal status changes of a brief."""

from datetime import date

import pytest

from amity.briefs import wording
from amity.briefs.choices import BriefChoices
from amity.briefs.forms import BriefForm
from amity.briefs.items import rules as items
from amity.briefs.moves import rules as states
from amity.briefs.sizes.rules import FULL, NOTE, SHORT, SIZES, Job, Limits, size_of
from amity.people.candidates import Candidates

HOUR = 3600
LIMITS = Limits(note_hours=40 * HOUR, note_value=500_000, full_hours=300 * HOUR, full_value=4_000_000)


@pytest.mark.parametrize(
    ("job", "size", "why"),
    [
        (Job(39 * HOUR, 499_999), NOTE, "below"),
        (Job(40 * HOUR, 100_000), SHORT, "between"),
        (Job(10 * HOUR, 500_000), SHORT, "between"),
        (Job(300 * HOUR, 4_000_000), SHORT, "between"),
        (Job(301 * HOUR, 100), FULL, "hours"),
        (Job(1 * HOUR, 4_000_001), FULL, "value"),
        (Job(1 * HOUR, 100, new_client=True), FULL, "new_client"),
        (Job(1 * HOUR, 100, new_kind=True), FULL, "new_kind"),
        (Job(400 * HOUR, 9_000_000, new_client=True, within_retainer=True), NOTE, "call_off"),
        (Job(0, None), SHORT, "unknown"),
        (Job(0, 100), NOTE, "below"),
    ],
)
def test_the_size_follows_from_hours_and_value_and_what_is_new(job, size, why):
    found = size_of(job, LIMITS)

    assert (found.size, found.why) == (size, why)


def test_every_item_says_what_each_size_demands_and_larger_sizes_demand_no_less():
    weight = {items.NOT: 0, items.ASKED: 1, items.HARD: 2}
    for item, demands in items.TABLE.items():
        assert len(demands) == len(SIZES)
        if item != "done_when":
            assert [weight[one] for one in demands] == sorted(weight[one] for one in demands), item


def test_both_managers_and_a_budget_are_hard_in_every_size_and_the_approver_in_all_but_a_note():
    for item in ("account_manager", "manager", "budget"):
        assert set(items.TABLE[item]) == {items.HARD}
    assert items.TABLE["approver"] == (items.ASKED, items.HARD, items.HARD)


def test_a_hard_item_that_is_to_find_out_blocks_and_a_soft_one_does_not():
    settled = dict.fromkeys(items.TABLE, items.KNOWN)
    asked = settled | {"approver": items.TO_FIND_OUT, "audience": items.TO_FIND_OUT, "measure": items.ASSUMED}

    found = items.gaps(FULL, asked)

    assert [(gap.item, gap.blocks) for gap in found] == [("approver", True), ("measure", False), ("audience", False)]
    assert [gap.item for gap in items.blocking(FULL, asked)] == ["approver"]


def test_what_a_note_does_not_ask_for_is_never_missing_in_it():
    needed = {"need", "done_when", "approver", "budget", "wanted_on", "account_manager", "manager"}

    assert {gap.item for gap in items.blocking(NOTE, {})} == needed


def test_a_brief_moves_along_the_table_only_and_a_note_need_not_go_back_to_the_client():
    assert states.may_move("draft", "with_client", SHORT)
    assert states.may_move("with_client", "confirmed", FULL)
    assert not states.may_move("draft", "confirmed", FULL)
    assert states.may_move("draft", "confirmed", NOTE)
    assert not states.may_move("draft", "converted", NOTE)
    assert all(not states.may_move("converted", to, size) for to in states.STATES for size in SIZES)


def test_a_field_of_a_brief_takes_its_label_and_limit_from_the_model():
    no_one = Candidates(())
    choices = BriefChoices([], [], [], no_one, no_one, no_one, [], "EUR")
    fields, item = BriefForm(choices=choices, today=date(2026, 11, 2)).fields, wording.ITEMS

    assert [
        (str(fields[name].label), getattr(fields[name], "max_length", 0)) for name in ("measure", "exclusions")
    ] == [
        ("Success measure", 300),
        ("Out of scope", 5000),
    ]
    assert [str(item[name]) for name in ("measure", "exclusions")] == ["Success measure", "Out of scope"]
