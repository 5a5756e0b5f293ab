"""Question 3's guesses, each with the pattern that made it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from amity.profitability.tests.made import hours
from amity.reports.payment.rules import Pattern, full_months, guess

PLAIN = Pattern(
    entries=100,
    seconds=hours(400),
    billable_seconds=hours(400),
    prices=frozenset({Decimal(90), Decimal(120)}),
    unpriced=False,
    months={202511: hours(10), 202603: hours(390)},
    data_from=date(2025, 11, 1),
    data_to=date(2026, 10, 31),
)
STEADY = {month: hours(time) for month, time in zip(range(202601, 202607), (63, 74, 70, 66, 71, 68), strict=True)}


def test_one_price_on_every_row_is_time():
    found = guess(replace(PLAIN, prices=frozenset({Decimal(114)})))

    assert (found.fee_model, found.reason, found.numbers[0].value) == ("time_and_materials", "one_price", Decimal(114))


def test_a_row_without_a_price_breaks_that_pattern():
    assert guess(replace(PLAIN, prices=frozenset({Decimal(114)}), unpriced=True)).reason == "no_pattern"


def test_63_to_74_hours_in_every_month_is_a_retainer():
    found = guess(replace(PLAIN, months=STEADY, data_from=date(2026, 1, 1), data_to=date(2026, 6, 30)))

    assert (found.fee_model, found.reason) == ("retainer", "steady_months")
    assert [one.value for one in found.numbers] == [hours(63), hours(74), 6]


def test_three_months_are_no_pattern_and_neither_are_gaps():
    short = replace(PLAIN, months=STEADY, data_from=date(2026, 1, 1), data_to=date(2026, 3, 31))
    gap = replace(PLAIN, months={**STEADY, 202603: 0}, data_from=date(2026, 1, 1), data_to=date(2026, 6, 30))

    assert guess(short).reason == "no_pattern"
    assert guess(gap).reason == "no_pattern"


def test_months_the_file_covers_in_part_are_left_out():
    cut = replace(PLAIN, months=STEADY, data_from=date(2026, 1, 7), data_to=date(2026, 6, 13))

    assert full_months(cut) == [hours(74), hours(70), hours(66), hours(71)]


def test_a_first_month_that_may_have_begun_late_is_left_out():
    assert len(full_months(replace(PLAIN, months=STEADY))) == 5


def test_a_plan_in_the_file_is_a_fixed_fee_even_with_one_price():
    assert guess(replace(PLAIN, planned_seconds=hours(612))).fee_model == "fixed"
    assert guess(replace(PLAIN, has_lines=True, prices=frozenset({Decimal(114)}))).reason == "has_plan"


def test_time_never_billable_and_the_own_client_are_not_billed():
    assert guess(replace(PLAIN, billable_seconds=0)).reason == "never_billable"
    assert guess(replace(PLAIN, own_client=True)).reason == "own_client"


def test_no_pattern_and_no_time_leave_the_question_open():
    assert guess(PLAIN).fee_model == "unknown"
    assert guess(replace(PLAIN, entries=0, seconds=0, billable_seconds=0, months={})).reason == "no_time"
