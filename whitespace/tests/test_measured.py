"""The questions of the evaluation are asked as README.md states them."""

from pathlib import Path
from random import Random

import pytest

from whitespace.__main__ import BEGIN, END
from whitespace.data import Customers, Purchase, customers, owned_by
from whitespace.measures import (
    AMITY,
    POPULAR,
    RANDOM,
    bought_later,
    expected,
    gain,
    hidden_product,
    interval,
    of_order,
)  # fmt: skip

PAGE = Path(__file__).resolve().parents[2] / "docs" / "growth.md"
PAIRS = [frozenset({0, 1})] * 20 + [frozenset({2, 3})] * 30
"""Two kinds of customers: who owns 0 owns 1, and who owns 2 owns 3. Popularity alone names 2 or 3 to everyone."""


def test_customers_are_numbered_by_the_alphabet():
    assert customers({"x": {"web", "app"}, "y": {"brand"}}) == Customers(
        ("app", "brand", "web"), (frozenset({0, 2}), frozenset({1}))
    )


def test_a_household_owns_what_it_bought_in_the_weeks_and_nothing_without_a_department():
    bought = [Purchase(1, 3, "DELI", "HAM"), Purchase(1, 30, "MEAT", "BEEF"), Purchase(2, 3, "", "GIFT")]

    assert owned_by(bought, "department", range(1, 27)) == {1: {"DELI"}}
    assert owned_by(bought, "product_category", range(1, 54)) == {1: {"HAM", "BEEF"}, 2: {"GIFT"}}


def test_chance_is_calculated_and_not_drawn():
    assert expected(20, 1, 1) == pytest.approx(0.05)
    assert expected(4, 2, 1) == 0.5
    assert expected(4, 2, 3) == 1


def test_what_goes_together_is_found_where_popularity_is_wrong():
    found = hidden_product(Customers(("a", "b", "c", "d"), tuple(PAIRS)))

    assert len(found) == 50
    assert of_order(found, AMITY, 1).mean == 1
    assert of_order(found, POPULAR, 1).mean == 0.6
    assert of_order(found, RANDOM, 1).mean == pytest.approx(1 / 3)
    assert gain(found, 1).low > 0


def test_no_customer_is_evidence_for_itself():
    alone = Customers(("a", "b", "c", "d"), (frozenset({0, 1}), *[frozenset({2, 3})] * 9))
    first = hidden_product(alone)[0]

    assert (first[AMITY, 1], first[POPULAR, 1]) == (0, 0)


def test_only_households_that_bought_something_new_later_are_asked_about():
    first = Customers(("a", "b"), (frozenset({0}), frozenset({0}), frozenset()))
    found = bought_later(first, [frozenset({1}), frozenset({0}), frozenset({1})])

    assert [one[AMITY, 1] for one in found] == [1]


def test_an_interval_is_the_same_in_every_run_and_holds_the_mean():
    draw = Random(1)
    values = [float(draw.random() < 0.3) for _place in range(200)]

    assert interval(values) == interval(values)
    assert interval(values).low < interval(values).mean < interval(values).high


def test_the_page_has_the_table():
    table = PAGE.read_text().partition(BEGIN)[2].partition(END)[0]

    assert [table.count(f"| {name}") for name in ("Caravan, hidden", "Complete Journey, ")] == [2, 6]
