"""Two currencies are converted at the dated rate of the month, or not added at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.conversion.rules import added, converted
from amity.profitability.figures.rules import amount, unknown
from amity.profitability.tests.made import cents

RATES = {("USD", 202601): Decimal("0.92"), ("USD", 202602): Decimal("0.90"), ("JPY", 202601): Decimal("0.006")}


def test_each_month_is_converted_at_its_own_rate_and_names_it():
    euros = converted({202601: cents(100), 202602: cents(200)}, "USD", "EUR", RATES)

    assert (euros.value, euros.currency) == (cents(92 + 180), "EUR")
    assert [one.value for one in euros.inputs] == [cents(100), Decimal("0.92"), cents(200), Decimal("0.90")]


def test_a_month_without_a_rate_is_not_computable():
    euros = converted({202601: cents(100), 202603: cents(1)}, "USD", "EUR", RATES)

    assert (euros.value, euros.why_not) == (None, "no_exchange_rate")
    assert euros.inputs[-1].value == 202603


def test_a_month_without_an_amount_needs_no_rate():
    assert converted({202603: 0}, "USD", "EUR", RATES).value == 0


def test_yen_have_no_decimals():
    assert converted({202601: 10_000}, "JPY", "EUR", RATES).value == cents(60)


@given(st.dictionaries(st.integers(202601, 202612), st.integers(-(10**9), 10**9)))
def test_the_agencys_own_currency_is_only_added(months):
    assert converted(months, "EUR", "EUR", {}).value == sum(months.values())


def test_a_sum_leaves_out_what_is_not_known_and_says_so():
    whole = added([amount(5, "EUR"), unknown("no_fee", "minor"), amount(7, "EUR")], "EUR")

    assert (whole.value, whole.bound, whole.inputs[0].value) == (12, "of_known", 1)


def test_a_sum_of_nothing_known_is_unknown():
    assert added([unknown("no_fee", "minor")], "EUR").why_not == "no_fee"
    assert added([], "EUR").value == 0


def test_a_sum_keeps_the_bound_of_its_parts_and_refuses_another_currency():
    assert added([amount(5, "EUR"), amount(7, "EUR", bound="at_least")], "EUR").bound == "at_least"
    with pytest.raises(ValueError, match="another currency"):
        added([amount(5, "USD")], "EUR")
