"""Retainers: fees by day in long and short months, units, discounts, parts of months."""

from datetime import date
from fractions import Fraction

from amity.profitability.retainer_revenue.rules import days_share, periods, retained
from amity.profitability.tests.made import agreed, cents, history, hours, month, worked


def test_a_leap_february_spreads_its_fee_over_29_days():
    terms = agreed("retainer", fee=cents(2_900), starts_on=date(2028, 2, 1))

    assert retained(terms, history(), date(2028, 2, 15)).value == cents(1_500)
    assert retained(terms, history(), date(2028, 2, 29)).value == cents(2_900)


def test_a_common_february_spreads_the_same_fee_over_28():
    assert days_share(202702, date(2027, 2, 15), None, date(2027, 12, 31)) == Fraction(14, 28)


def test_a_month_covered_in_part_has_its_part_of_fee_and_included_time():
    terms = agreed("retainer", fee=cents(3_000), included_seconds=hours(30), starts_on=date(2026, 4, 16))

    (april,) = periods(terms, history(month(202604, worked(20))), date(2026, 4, 30))

    assert (april.share, april.included_seconds, april.over_seconds) == (Fraction(1, 2), hours(15), hours(5))
    assert retained(terms, history(), date(2026, 4, 30)).value == cents(1_500)


def test_nothing_is_earned_before_the_start_and_no_more_after_the_end():
    terms = agreed("retainer", fee=cents(3_100), starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 31))

    assert retained(terms, history(), date(2025, 12, 31)).value == 0
    assert retained(terms, history(), date(2026, 9, 1)).value == cents(3_100)


def test_units_alone_are_delivered_times_price():
    terms = agreed("retainer", unit_price=cents(250), starts_on=date(2026, 1, 1))

    assert retained(terms, history(units={202601: 3, 202602: 1}), date(2026, 1, 31)).value == cents(750)


def test_units_beside_a_fee_are_priced_above_those_included():
    terms = agreed("retainer", fee=cents(1_000), included_units=4, unit_price=cents(250), starts_on=date(2026, 1, 1))

    assert retained(terms, history(units={202601: 6}), date(2026, 1, 31)).value == cents(1_500)


def test_only_billable_time_counts_where_agreed():
    terms = agreed("retainer", included_seconds=hours(5), fee=1, counted="billable", starts_on=date(2026, 1, 1))
    quiet = worked(9) - worked(0)

    (january,) = periods(terms, history(month(202601, quiet)), date(2026, 1, 31))

    assert january.used_seconds == quiet.billable_seconds


def test_only_approved_time_counts_where_agreed():
    terms = agreed("retainer", included_seconds=hours(5), fee=1, counted="approved", starts_on=date(2026, 1, 1))
    sums = worked(9)._replace(approved_seconds=hours(4))

    (january,) = periods(terms, history(month(202601, sums)), date(2026, 1, 31))

    assert january.used_seconds == hours(4)


def test_a_discount_is_spread_by_day_over_the_term_and_needs_its_end():
    terms = agreed(
        "retainer", fee=cents(1_000), discount=cents(365), starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )

    assert retained(terms, history(), date(2026, 1, 31)).value == cents(1_000 - 31)
    open_end = agreed("retainer", fee=cents(1_000), discount=1, starts_on=date(2026, 1, 1))
    assert retained(open_end, history(), date(2026, 1, 31)).why_not == "discount_without_end"


def test_a_retainer_without_start_or_fee_says_so():
    assert retained(agreed("retainer", fee=1), history(), date(2026, 1, 31)).why_not == "no_start"
    assert retained(agreed("retainer", starts_on=date(2026, 1, 1)), history(), date(2026, 1, 31)).why_not == "no_fee"
