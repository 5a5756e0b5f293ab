"""Revenue to date by fee model: worked examples and edges."""

from datetime import date
from decimal import Decimal

from amity.profitability.revenue.rules import (
    over_cap,
    reached_on,
    revenue_between,
    revenue_of_month,
    revenue_to_date,
    value_to_date,
)
from amity.profitability.tests.made import agreed, cents, fixed, history, hours, month, worked
from amity.shared.money import Rate

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def test_time_and_materials_earns_the_value_of_billable_time():
    done = history(month(202601, worked(10, value=1_000)), month(202602, worked(5, value=500)))

    assert revenue_to_date(agreed("time_and_materials"), done, FEB).value == cents(1_500)
    assert revenue_of_month(agreed("time_and_materials"), done, 202602, FEB).value == cents(500)


def test_a_cap_reached_inside_a_month_leaves_only_the_rest_for_that_month():
    done = history(month(202601, worked(10, value=1_000)), month(202602, worked(10, value=1_000)))
    terms = agreed("time_and_materials", cap=cents(1_400))

    assert revenue_of_month(terms, done, 202601, FEB).value == cents(1_000)
    assert revenue_of_month(terms, done, 202602, FEB).value == cents(400)
    assert over_cap(terms, done, FEB).value == cents(600)


def test_the_cardiff_campaign_is_33120_past_its_cap():
    done = history(month(202607, worked(1_180, value=134_520)))
    terms = agreed("time_and_materials", cap=cents(101_400))

    assert over_cap(terms, done, date(2026, 10, 31)).value == cents(33_120)
    assert revenue_to_date(terms, done, date(2026, 10, 31)).value == cents(101_400)


def test_a_cap_is_used_up_in_order_of_date():
    days = [(date(2026, 7, 17), 50), (date(2026, 7, 2), 60), (date(2026, 7, 20), 10)]

    assert reached_on(days, 100) == date(2026, 7, 17)
    assert reached_on(days, 121) is None


def test_time_without_a_price_makes_the_value_at_least_and_is_named():
    done = history(month(202601, worked(10, value=900, unvalued=1)))

    figure = revenue_to_date(agreed("time_and_materials"), done, JAN)

    assert (figure.value, figure.bound) == (cents(900), "at_least")
    assert [one.value for one in figure.inputs if one.label == "time_without_price"] == [hours(1)]


def test_a_month_without_new_unpriced_time_is_exact():
    done = history(month(202601, worked(10, value=900, unvalued=1)), month(202602, worked(1, value=100)))

    assert revenue_of_month(agreed("time_and_materials"), done, 202602, FEB).bound == "exact"


def test_no_price_at_all_is_unknown_and_not_zero():
    figure = revenue_to_date(agreed("time_and_materials"), history(month(202601, worked(10, unvalued=10))), JAN)

    assert (figure.value, figure.why_not) == (None, "no_prices")


def test_value_in_another_currency_than_the_agreement_is_not_added():
    done = history(month(202601, worked(1, value=100)), month(202601, worked(1, value=100), "USD"))

    assert value_to_date(agreed("time_and_materials"), done, JAN).why_not == "value_in_other_currency"


def test_a_fixed_fee_earns_its_completion_by_cost():
    done = history(month(202601, worked(40, cost=2_000)))

    figure = revenue_to_date(fixed(10_000, planned_cost=cents(5_000)), done, JAN)

    assert figure.value == cents(4_000)
    assert [one.value for one in figure.inputs if one.label == "completion"] == [4_000]


def test_a_fixed_fee_past_its_planned_cost_earns_the_fee_and_no_more():
    done = history(month(202601, worked(400, cost=20_000)))

    assert revenue_to_date(fixed(10_000, planned_cost=cents(5_000)), done, JAN).value == cents(10_000)


def test_without_planned_cost_a_fixed_fee_goes_hours_to_hours():
    done = history(month(202601, worked(25)))

    assert revenue_to_date(fixed(10_000, planned_seconds=hours(100)), done, JAN).value == cents(2_500)


def test_time_mostly_without_cost_goes_hours_to_hours():
    done = history(month(202601, worked(25, cost=100, uncosted=20)))
    terms = fixed(10_000, planned_seconds=hours(100), planned_cost=cents(5_000))

    assert revenue_to_date(terms, done, JAN).value == cents(2_500)


def test_a_fixed_fee_without_a_plan_is_unknown_until_it_is_finished():
    open_work = history(month(202601, worked(25)))
    finished = history(month(202601, worked(25)), finished_on=date(2026, 2, 10))

    assert revenue_to_date(fixed(), open_work, JAN).why_not == "no_plan"
    assert revenue_to_date(fixed(), finished, JAN).why_not == "no_plan"
    assert revenue_to_date(fixed(), finished, FEB).value == cents(10_000)


def test_a_fixed_fee_without_a_plan_is_known_over_its_whole_run():
    finished = history(month(202601, worked(25)), finished_on=date(2026, 2, 10))

    assert revenue_between(fixed(), finished, 202601, 202602, FEB).value == cents(10_000)
    assert revenue_of_month(fixed(), finished, 202602, FEB).why_not == "no_plan"


def test_a_discount_on_the_whole_comes_off_the_fee():
    done = history(month(202609, worked(119.75)), finished_on=date(2026, 9, 30))
    terms = fixed(126_560, discount=cents(10_000), planned_seconds=hours(791))

    assert terms.net_fee == cents(116_560)
    assert revenue_to_date(terms, done, date(2026, 9, 30)).value == cents(116_560)


def test_a_discount_under_a_cap_is_taken_in_proportion():
    done = history(month(202601, worked(10, value=500)))
    terms = agreed("time_and_materials", cap=cents(1_000), discount=cents(100))

    assert revenue_to_date(terms, done, JAN).value == cents(450)


def test_a_discount_without_a_cap_is_taken_off_the_first_value():
    terms = agreed("time_and_materials", discount=cents(100))

    assert revenue_to_date(terms, history(month(202601, worked(1, value=60))), JAN).value == 0
    assert revenue_to_date(terms, history(month(202601, worked(5, value=500))), JAN).value == cents(400)


def test_a_prepaid_block_earns_the_time_consumed_and_never_above_its_price():
    terms = agreed("prepaid", fee=cents(5_000), bought_seconds=hours(50))

    assert revenue_to_date(terms, history(month(202601, worked(20))), JAN).value == cents(2_000)
    assert revenue_to_date(terms, history(month(202601, worked(80))), JAN).value == cents(5_000)
    assert revenue_to_date(agreed("prepaid", fee=1), history(), JAN).why_not == "no_time_bought"


def test_non_billable_is_a_known_zero():
    assert revenue_to_date(agreed("non_billable"), history(month(202601, worked(9))), JAN).value == 0


def test_without_a_fee_model_revenue_is_unknown_and_the_value_of_time_is_beside_it():
    figure = revenue_to_date(agreed("unknown"), history(month(202603, worked(406.7, value=19_521.60))), MAR)

    assert (figure.value, figure.why_not) == (None, "fee_model_unknown")
    assert [one.value for one in figure.inputs if one.label == "value_of_time"] == [cents(19_521.60)]


def test_billed_expenses_are_revenue_when_incurred():
    done = history(month(202601, worked(1, value=100)), expenses={202601: cents(30), 202603: cents(7)})

    assert revenue_to_date(agreed("time_and_materials"), done, FEB).value == cents(130)


def test_an_open_month_holds_what_is_earned_so_far():
    terms = agreed("retainer", fee=cents(3_000), starts_on=date(2026, 1, 1))

    assert revenue_of_month(terms, history(), 202601, date(2026, 1, 10)).value == 96_774
    assert revenue_of_month(terms, history(), 202602, date(2026, 1, 10)).value == 0


def test_overage_of_a_retainer_is_billed_at_its_rate():
    done = history(month(202601, worked(68.5)), month(202602, worked(50)))
    terms = agreed(
        "retainer",
        fee=cents(7_200),
        included_seconds=hours(60),
        overage=Rate(Decimal("120"), "EUR"),
        starts_on=date(2026, 1, 1),
    )

    assert revenue_of_month(terms, done, 202601, FEB).value == cents(7_200 + 8.5 * 120)
    assert revenue_of_month(terms, done, 202602, FEB).value == cents(7_200)
