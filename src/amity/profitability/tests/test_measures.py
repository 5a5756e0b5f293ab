"""Measures add up in any order, and refuse to mix currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.measures.rules import MonthRow, Sums, by_month, by_value_currency, through, total
from amity.profitability.tests.made import hours, month, worked
from amity.shared.money import CurrencyMismatch
from amity.timesheets.rules import MEASURES, NOTHING, Measures

any_measures = st.builds(Measures, **{name: st.integers(-(10**9), 10**9) for name in MEASURES})


@given(any_measures, any_measures, any_measures)
def test_adding_measures_is_associative_and_nothing_changes_nothing(one, two, three):
    assert (one + two) + three == one + (two + three)
    assert one + NOTHING == one
    assert (one + two) - two == one


@given(st.lists(st.tuples(st.integers(202601, 202612), any_measures)))
def test_months_add_up_to_the_total(pairs):
    rows = [MonthRow(when, Sums(measures)) for when, measures in pairs]

    assert total(by_month(rows).values()) == total(measures for _, measures in pairs)
    assert through(by_month(rows), 202612) == total(measures for _, measures in pairs)


def test_sums_of_two_value_currencies_refuse_to_add():
    euros, dollars = Sums(worked(1, value=100), "EUR", "EUR"), Sums(worked(1, value=100), "EUR", "USD")

    with pytest.raises(CurrencyMismatch):
        euros + dollars


def test_time_without_a_currency_joins_any():
    sums = Sums(worked(1), "", "") + Sums(worked(2, value=200), "EUR", "USD")

    assert sums == Sums(worked(1) + worked(2, value=200), "EUR", "USD")


def test_rows_in_two_currencies_are_totalled_apart():
    rows = [month(202601, worked(1, value=100)), month(202601, worked(2, value=300), "USD")]

    split = by_value_currency(rows)

    assert split["EUR"][202601].value == 10_000
    assert split["USD"][202601].value == 30_000
    assert by_month(rows)[202601].seconds == hours(3)
