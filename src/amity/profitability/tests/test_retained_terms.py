"""Retainers whose terms change, with top-ups and time written off: months add up, and revenue matches the ledger."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from amity.profitability.revenue.rules import revenue_between, revenue_of_month, revenue_to_date
from amity.profitability.tests.made import agreed, cents, history, hours, month, worked
from amity.retainers.terms.rules import KINDS, ROLLOVERS, Facts, PeriodTerms, TopUp
from amity.shared.dates.periods import first_day, last_day, months_between
from amity.shared.money import Rate

FIRST, LAST = 202601, 202612
MONTHS = list(months_between(FIRST, LAST))
START = date(2026, 1, 1)
DAYS = st.dates(START, date(2026, 12, 31))
AT_120 = Rate(Decimal(120), "EUR")
KESTREL = PeriodTerms(START, "hours", hours(60), "surplus", 1_000, 1, rate=AT_120)


@st.composite
def facts(draw):
    kind, length = draw(st.sampled_from(KINDS)), draw(st.sampled_from([1, 3]))
    terms = st.builds(
        PeriodTerms,
        st.sampled_from([first_day(one) for one in (202601, 202604, 202607)]),
        st.just(kind),
        st.integers(0, 10**6),
        st.sampled_from(ROLLOVERS),
        st.none() | st.integers(0, 20_000),
        st.none() | st.integers(0, 3),
        st.sampled_from(["all", "billable", "approved"]),
        st.none() | st.integers(0, 10**8),
        st.none() | st.just(AT_120),
        st.none() | st.integers(0, 10**5),
        st.none() | st.just(Rate(Decimal("99.99"), "EUR")),
        st.sampled_from(["billed", "given"]),
        st.just(length),
    )
    begins = [START] if length == 1 else [START, first_day(202604)]
    bought = [
        TopUp(number, draw(st.integers(1, 10**6)), draw(st.integers(0, 10**7)), draw(DAYS), draw(st.none() | DAYS))
        for number in range(1, draw(st.integers(1, 4)))
    ]
    given_away = draw(st.dictionaries(st.sampled_from(begins), st.integers(0, 10**6)))
    units = draw(st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 20)))
    return Facts(tuple(draw(st.lists(terms, max_size=4))), tuple(bought), units, given_away)


HISTORIES = st.lists(
    st.builds(lambda when, time: month(when, worked(time, value=time)), st.sampled_from(MONTHS), st.integers(0, 200))
)


@settings(max_examples=80)
@given(facts(), HISTORIES, DAYS, st.sampled_from(["retainer", "prepaid"]))
def test_months_add_up_under_changed_terms_top_ups_and_decisions(extras, rows, as_of, model):
    terms = agreed(model, fee=cents(700), starts_on=START, bought_seconds=hours(50), included_seconds=9, extras=extras)
    happened = history(*rows, units=dict(extras.units))

    each = [revenue_of_month(terms, happened, one, as_of).value or 0 for one in MONTHS]

    assert sum(each) == revenue_to_date(terms, happened, as_of).value
    assert sum(each) == revenue_between(terms, happened, FIRST, LAST, as_of).value


@given(facts(), HISTORIES)
def test_no_block_earns_more_than_it_and_its_top_ups_cost(extras, rows):
    terms = agreed("prepaid", fee=cents(700), starts_on=START, bought_seconds=hours(50), extras=extras)

    earned = revenue_to_date(terms, history(*rows), last_day(LAST)).value

    assert earned <= cents(700) + sum(one.price for one in extras.top_ups)


def test_time_rolled_in_is_used_before_anything_is_over():
    terms = agreed("retainer", fee=cents(7_200), starts_on=START, extras=Facts(terms=(KESTREL,)))

    happened = history(month(202601, worked(55)), month(202602, worked(67)))

    assert revenue_of_month(terms, happened, 202602, last_day(202602)).value == cents(7_200 + 2 * 120)


def test_what_is_given_at_no_charge_is_no_revenue():
    terms = agreed(
        "retainer", fee=cents(7_200), starts_on=START, extras=Facts(terms=(KESTREL,), given={START: hours(3)})
    )

    happened = history(month(202601, worked(71)))

    assert revenue_of_month(terms, happened, 202601, last_day(202601)).value == cents(7_200 + 8 * 120)


def test_the_second_step_of_overage_has_its_own_rate():
    steps = PeriodTerms(
        START, "hours", hours(60), rate=AT_120, tier_above=hours(5), rate_above=Rate(Decimal(150), "EUR")
    )
    terms = agreed("retainer", fee=0, starts_on=START, extras=Facts(terms=(steps,)))

    assert revenue_to_date(terms, history(month(202601, worked(68))), last_day(202601)).value == cents(600 + 450)


def test_a_top_up_is_earned_as_it_is_used_and_when_it_expires():
    bought = TopUp(1, hours(10), cents(1_000), START, date(2026, 2, 28))
    terms = agreed("retainer", fee=0, starts_on=START, extras=Facts(terms=(KESTREL,), top_ups=(bought,)))
    happened = history(month(202601, worked(66)))

    assert revenue_to_date(terms, happened, last_day(202601)).value == cents(600)
    assert revenue_to_date(terms, happened, date(2026, 2, 27)).value == cents(600)
    assert revenue_to_date(terms, happened, last_day(202602)).value == cents(1_000)


def test_a_block_is_earned_at_its_own_price_before_the_top_up_at_its():
    more = TopUp(1, hours(10), cents(1_500), date(2026, 2, 1))
    terms = agreed(
        "prepaid", fee=cents(1_000), bought_seconds=hours(10), starts_on=START, extras=Facts(top_ups=(more,))
    )
    happened = history(month(202601, worked(12)), month(202602, worked(3)))

    assert revenue_to_date(terms, happened, last_day(202601)).value == cents(1_000)
    assert revenue_to_date(terms, happened, last_day(202602)).value == cents(1_000 + 5 * 150)


def test_a_value_retainer_bills_the_value_that_is_over():
    value = PeriodTerms(START, "value", cents(5_000))
    terms = agreed("retainer", fee=cents(5_000), starts_on=START, extras=Facts(terms=(value,)))

    assert revenue_to_date(terms, history(month(202601, worked(50, value=5_400))), last_day(202601)).value == cents(
        5_400
    )


def test_a_fee_agreed_on_later_holds_from_its_period():
    more = PeriodTerms(date(2026, 3, 1), "hours", hours(80), fee=cents(9_600))
    terms = agreed(
        "retainer", fee=cents(7_200), included_seconds=hours(60), starts_on=START, extras=Facts(terms=(more,))
    )

    assert revenue_of_month(terms, history(), 202602, last_day(202612)).value == cents(7_200)
    assert revenue_of_month(terms, history(), 202603, last_day(202612)).value == cents(9_600)
