"""Findings: surest money first, five at most, and the one fact each missing kind needs."""

import random
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.finished_items.rules import Item
from amity.profitability.tests.made import agreed, cents, hours, worked
from amity.reports.material.rules import BigRow, NotBilled
from amity.reports.overview.rules import FINDERS, KIND_ORDER, rank, what_we_found
from amity.reports.tests.material import END, account, every, material, project
from amity.shared.money import Money, Rate

CAPPED = agreed("time_and_materials", cap=cents(1_000))
BOARD = material(
    delivery=worked(22_700, uncosted=31),
    accounts=(
        account(1, 377_800, 2_470),
        account(2, 112_300, 1_478),
        account(5, 74_100, 570, days=every(8, 37, date(2026, 10, 12))),
    ),
    projects=(project(1, agreed("time_and_materials", cap=cents(101_400)), worked(1_180, value=134_520)),),
    items=(Item("item", 9, 2, hours(48), hours(29), date(2026, 9, 30)),),
    cost_rate=Rate(Decimal("56.25"), "EUR"),
    disciplines_without_rate=6,
)


def test_the_boards_five_findings_come_in_the_boards_order():
    found = what_we_found(BOARD)

    kinds = [one.kind for one in found.findings]
    assert kinds == ["past_cap", "rates_apart", "is_it_finished", "silent", "without_cost"]
    assert found.more == 0


def test_the_board_says_which_fact_each_missing_kind_waits_for():
    facts = [(one.kind, one.fact, one.state) for one in what_we_found(BOARD).missing]

    assert facts == [
        ("margin_by_discipline", "cost_rates", "assumed"),
        ("one_contact", "contacts", "to_find_out"),
        ("not_billed", "invoices", "to_find_out"),
    ]


def test_projects_without_a_fee_model_wait_with_their_hours_and_value():
    skipped = tuple(project(number, agreed("unknown"), worked(100, value=9_000)) for number in (1, 2))

    (first, *_) = what_we_found(material(projects=skipped)).missing

    assert (first.kind, first.fact) == ("margin_of_projects", "fee_model")
    assert [one.value for one in first.numbers] == [2, hours(200), cents(18_000)]


def test_without_people_cost_every_margin_waits_for_question_one():
    found = what_we_found(material(delivery=worked(10, uncosted=10)))

    assert ("margin", "people_cost") in [(one.kind, one.fact) for one in found.missing]


def test_sinking_projects_do_not_hide_what_else_there_is():
    sinking = tuple(project(number, CAPPED, worked(50, value=1_000 * number)) for number in range(2, 7))

    found = what_we_found(material(projects=sinking, big_rows=(BigRow(1, 1, 0, END, hours(20)),)))

    assert [one.kind for one in found.findings] == ["past_cap", "past_cap", "big_rows"]
    assert [one.subjects[0].id for one in found.findings[:2]] == [6, 5]
    assert found.more == 3


def test_money_in_another_currency_is_ranked_at_its_rate():
    dollars = NotBilled(1, 1, Money(cents(100), "USD"))
    rates = {("USD", 202609): Decimal("5"), ("USD", 202610): Decimal("0.9")}
    bare = material(not_billed=dollars)

    (found,) = what_we_found(material(not_billed=dollars, rates=rates)).findings
    assert found.money == Money(cents(100), "USD")
    assert len(what_we_found(bare).findings) == 1


def test_nothing_to_find_says_nothing():
    assert what_we_found(material()).findings == ()


@given(st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_it_came_in(chance: random.Random):
    findings = [one for finder in FINDERS for one in finder(BOARD)]
    shuffled = list(findings)
    chance.shuffle(shuffled)

    assert rank(shuffled, BOARD) == rank(findings, BOARD)
    assert {one.kind for one in findings} <= set(KIND_ORDER)
