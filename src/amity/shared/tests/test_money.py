"""Minor units, one rounding, and shares that add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.shared.money import (
    CurrencyMismatch,
    Money,
    UnknownCurrency,
    decimals,
    largest_remainder,
    part_of,
    round_half_even,
)


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3)])
def test_a_currency_has_its_own_number_of_decimals(currency, digits):
    assert decimals(currency) == digits


def test_a_code_no_table_lists_is_refused():
    with pytest.raises(UnknownCurrency):
        decimals("XXZ")


@pytest.mark.parametrize(("amount", "minor"), [("0.125", 12), ("0.135", 14), ("-0.125", -12), ("2.005", 200)])
def test_halves_go_to_the_even_neighbour(amount, minor):
    assert round_half_even(Decimal(amount), "EUR") == minor


def test_two_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


def test_an_amount_knows_its_major_units_exactly():
    assert Money(1234, "EUR").major == Decimal("12.34")
    assert Money(1234, "JPY").major == Decimal(1234)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1).filter(any))
def test_shares_add_up_and_no_one_without_weight_gets_any(total, weights):
    parts = largest_remainder(total, weights)

    assert sum(parts) == total
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


def test_without_any_weight_no_one_gets_any():
    assert largest_remainder(100, [0, 0]) == [0, 0]


@given(st.integers(-(10**12), 10**12), st.integers(-300, 300), st.integers(1, 300))
def test_a_part_is_the_exact_product_rounded_half_to_even(minor, top, bottom):
    share = Fraction(top, bottom)

    assert part_of(minor, share) == round(minor * share)
