"""Whatever is agreed while months close and open, closed months don't change, and all months add up to R(t)."""

import itertools
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from amity.profitability.frozen_months.rules import OPEN, Frozen, FrozenMonth, Reached, booked, run_up_to
from amity.profitability.revenue.rules import revenue_to_date
from amity.profitability.tests.test_revenue_properties import LAST, MONTHS, histories, terms
from amity.shared.dates.periods import last_day, next_month

NOW = next_month(LAST)
"""The month after all changes. It is open, and includes later ones."""
SPAN = [*MONTHS, NOW]
TODAY = last_day(NOW)
closings = st.lists(st.tuples(st.sampled_from(MONTHS), st.integers(0, 10**9)), max_size=8)


def as_frozen(held, first):
    """Return the closed months as a period from `first` on sees them."""
    closed = frozenset(held)
    carried = sum(held[month].revenue or 0 for month in run_up_to(first, closed))
    return Frozen(closed, {month: one for month, one in held.items() if month >= first}, carried)


def book(agreed, happened, held, first, last):
    return booked(agreed, happened, as_frozen(held, first), first, last, TODAY)


def close_one_by_one(agreed, happened, acts):
    """Close months in any order, with another fee before each. Return the frozen months, and the terms at the end."""
    held: dict[int, FrozenMonth] = {}
    for month, fee in acts:
        agreed = replace(agreed, fee=fee, discount=min(agreed.discount, fee))
        if month not in held:
            earned = book(agreed, happened, held, month, month).whole
            held[month] = FrozenMonth(earned.value, earned.why_not or "")
    return agreed, held


@settings(max_examples=80)
@given(terms(), histories(), closings)
def test_all_months_add_up_to_revenue_to_date_whatever_closed_in_between(agreed, happened, acts):
    agreed, held = close_one_by_one(agreed, happened, acts)

    months = book(agreed, happened, held, MONTHS[0], NOW).months

    before = revenue_to_date(agreed, happened, date(2025, 10, 31)).value
    assert before + sum(months.values()) == revenue_to_date(agreed, happened, TODAY).value


@settings(max_examples=80)
@given(terms(), histories(), closings)
def test_a_closed_month_is_what_it_was_in_any_period(agreed, happened, acts):
    agreed, held = close_one_by_one(agreed, happened, acts)

    for month, one in held.items():
        assert book(agreed, happened, held, month, month).whole.value == one.revenue
        assert book(agreed, happened, held, MONTHS[0], NOW).months[month] == one.revenue


@settings(max_examples=80)
@given(terms(), histories())
def test_days_that_change_nothing_hold_one_figure(agreed, happened):
    reached: Reached = {}

    assert booked(agreed, happened, OPEN, MONTHS[0], NOW, TODAY, reached).months

    days = [*reached]
    assert [reached[day] for day in days] == [revenue_to_date(agreed, happened, day) for day in days]
    assert all(
        (reached[day] is reached[after]) == (reached[day] == reached[after]) for day, after in itertools.pairwise(days)
    )


@settings(max_examples=80)
@given(terms(), histories(), closings, st.sampled_from(SPAN))
def test_two_neighbouring_periods_add_up_to_the_long_one(agreed, happened, acts, cut):
    agreed, held = close_one_by_one(agreed, happened, acts)
    whole = book(agreed, happened, held, MONTHS[0], NOW).whole.value

    early = 0 if cut == MONTHS[0] else book(agreed, happened, held, MONTHS[0], SPAN[SPAN.index(cut) - 1]).whole.value
    late = book(agreed, happened, held, cut, NOW).whole.value

    assert early + late == whole
