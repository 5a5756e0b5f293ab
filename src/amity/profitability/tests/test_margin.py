"""Net fees, delivery and account margin, and average billable rate: the figures of a believable account."""

from amity.profitability.figures.rules import Figure, amount, unknown
from amity.profitability.margin.rules import (
    account_margin,
    delivery_expenses,
    delivery_margin,
    hourly,
    left_for_us,
    net_fees,
    uncosted_share,
)
from amity.profitability.spending.rules import Spending
from amity.profitability.tests.made import cents, hours, worked
from amity.timesheets.rules import NOTHING

OSPREY = amount(cents(612_900), "EUR")
LABOUR = worked(4_652, cost=278_494, uncosted=18.5)


def eur(major: float, bound="exact") -> Figure:
    return amount(cents(major), "EUR", bound=bound)


def test_net_fees_are_revenue_less_pass_through():
    assert net_fees(OSPREY, Spending(23, cents(114_700))).value == cents(498_200)


def test_the_account_keeps_at_most_441_of_a_thousand():
    margin = delivery_margin(net_fees(OSPREY, Spending(23, cents(114_700))), LABOUR)

    assert (margin.value, margin.bound) == (4_410, "at_most")
    assert [one.value for one in margin.inputs if one.label == "time_without_cost"] == [hours(18.5)]


def test_what_is_left_is_the_money_of_the_margin():
    left = left_for_us(net_fees(OSPREY, Spending(23, cents(114_700))), LABOUR)

    assert (left.value, left.bound) == (cents(219_706), "at_most")


def test_the_account_margin_takes_off_the_care_too():
    margin = account_margin(eur(498_200), LABOUR, worked(186, cost=11_160))

    assert margin.value == 4_186


def test_an_hour_earns_net_fees_over_all_delivery_hours():
    assert hourly(eur(498_200), worked(4_652)).value == 10_709
    assert hourly(eur(100), NOTHING).why_not == "no_time"


def test_a_margin_of_nothing_is_undefined_and_not_zero():
    assert delivery_margin(eur(0), worked(1, cost=50)).why_not == "agi_not_positive"
    assert delivery_margin(eur(-5), worked(1, cost=50)).why_not == "agi_not_positive"


def test_a_loss_is_a_negative_margin():
    assert delivery_margin(eur(100), worked(1, cost=150)).value == -5_000


def test_exactly_five_percent_without_cost_is_at_most_and_more_is_not_computable():
    at_the_limit = delivery_margin(eur(1_000), worked(20, cost=500, uncosted=1))
    above = delivery_margin(eur(1_000), worked(20, cost=500, uncosted=1.25))

    assert (at_the_limit.value, at_the_limit.bound) == (5_000, "at_most")
    assert (above.value, above.why_not) == (None, "too_much_uncosted")


def test_time_wholly_without_cost_never_reads_a_hundred_percent():
    margin = delivery_margin(eur(19_521.60), worked(406.7, value=19_521.60, uncosted=406.7))

    assert (margin.value, margin.why_not) == (None, "no_cost")


def test_no_time_at_all_costs_nothing_and_keeps_everything():
    assert delivery_margin(eur(100), NOTHING).value == 10_000
    assert uncosted_share(NOTHING) == 0


def test_an_unknown_revenue_leaves_every_margin_unknown_with_its_reason():
    nobody_said = unknown("fee_model_unknown", "minor", currency="EUR")

    assert net_fees(nobody_said).why_not == "fee_model_unknown"
    assert delivery_margin(nobody_said, LABOUR).why_not == "fee_model_unknown"
    assert left_for_us(nobody_said, LABOUR).why_not == "fee_model_unknown"
    assert hourly(nobody_said, LABOUR).why_not == "fee_model_unknown"


def test_where_fees_and_cost_can_both_grow_the_margin_is_only_of_what_is_known():
    assert delivery_margin(eur(1_000, "at_least"), worked(100, cost=1, uncosted=1)).bound == "of_known"
    assert delivery_margin(eur(1_000, "at_least"), worked(100, cost=1)).bound == "at_least"


def test_other_delivery_costs_are_delivery_expenses():
    assert delivery_expenses(worked(1, cost=50), "EUR", Spending(1, cents(25))).value == cents(75)
