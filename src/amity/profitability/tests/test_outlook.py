"""Revenue to come from agreements: months, later and undated add up to what is left, by fee model."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.outlook.rules import LineLeft, ahead, horizon, spread
from amity.profitability.retainer_revenue.rules import retained
from amity.profitability.revenue.rules import revenue_to_date
from amity.profitability.terms.rules import AgreementTerms, History
from amity.profitability.tests.made import agreed, cents, fixed, history, hours, month, worked
from amity.retainers.terms.rules import Facts, TopUp
from amity.shared.dates.periods import last_day

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def brought(terms: AgreementTerms, done: History = History(), lines=(), end=None, over=False, today=TODAY):  # noqa: B008
    """Return an agreement's revenue after today. `end` is its own end by default."""
    return ahead(terms, done, lines, end=end or terms.ends_on, over=over, today=today)


def earned(terms: AgreementTerms, on: date) -> int:
    """Return a retainer's revenue up to a date, which must be known."""
    value = retained(terms, History(), on).value
    assert value is not None
    return value


@given(st.integers(0, 10**12), DAYS, st.none() | DAYS, DAYS)
def test_what_is_spread_adds_up_exactly_wherever_it_ends(whole, first, end, today):
    assert spread(whole, first, end, horizon(today)).whole == whole


@given(st.integers(0, 10**9), st.integers(1, 900))
def test_no_month_is_more_than_one_unit_off_its_days(whole, days):
    first = TODAY + timedelta(days=1)
    parts = spread(whole, first, first + timedelta(days=days - 1), horizon(TODAY))

    for key, part in parts.months.items():
        inside = (
            min(last_day(key), first + timedelta(days=days - 1)) - max(first, date(key // 100, key % 100, 1))
        ).days + 1
        assert abs(part - whole * inside / days) < 1


@given(st.integers(0, 10**8), st.integers(0, 10**6), st.integers(0, 500), DAYS)
def test_a_fixed_fee_earns_what_it_has_not_earned_yet(fee, discount, done, end):
    terms = replace(fixed(0), fee=fee + discount, discount=discount, planned_seconds=hours(400), ends_on=end)
    worked_so_far = history(month(202610, worked(done)))

    found = brought(terms, worked_so_far)

    assert found.money.whole == fee - revenue_to_date(terms, worked_so_far, TODAY).value


@given(DAYS, DAYS, st.integers(1, 10**8), st.integers(0, 10**6), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_retainer_earns_exactly_the_fees_of_the_days_to_come(start, end, fee, discount, today):
    terms = agreed("retainer", fee=fee, discount=discount, starts_on=start, ends_on=max(start, end))
    last = last_day(horizon(today)[-1])

    found = brought(terms, today=today)

    assert found.money.whole == earned(terms, last) - earned(terms, today)


def test_an_open_ended_retainer_goes_on_and_one_with_an_end_stops_by_day():
    care = agreed("retainer", fee=cents(3_100), starts_on=date(2026, 1, 1), included_seconds=hours(31))

    assert brought(care).kind == "goes_on"
    assert len(brought(care).money.months) == 12
    ending = brought(replace(care, ends_on=date(2027, 1, 10)))
    assert ending.money.months == {202611: cents(516.67), 202612: cents(3_100), 202701: cents(1_000)}
    assert ending.seconds.months[202701] == hours(10)


def test_an_overdue_end_falls_into_the_month_of_today_and_no_end_into_none():
    terms = fixed(1_000, planned_seconds=hours(10))

    assert brought(terms, end=date(2026, 9, 1)).money.months == {202611: cents(1_000)}
    assert brought(terms).money.undated == cents(1_000)
    assert brought(terms).money.months == {}


def test_time_is_what_is_left_on_lines_up_to_what_is_left_of_the_cap():
    lines = [LineLeft(hours(30), hours(10), rate=Decimal(100)), LineLeft(hours(5), 0, finished=True, rate=Decimal(100))]
    terms = agreed("time_and_materials", ends_on=date(2027, 3, 31))
    done = history(month(202610, worked(10, value=1_000)))

    assert brought(terms, done, lines).money.whole == cents(2_000)
    assert brought(replace(terms, cap=cents(2_500)), done, lines).money.whole == cents(1_500)
    assert brought(replace(terms, cap=cents(2_500)), done, lines).seconds.whole == hours(20)


def test_what_is_not_known_is_said_and_never_zero():
    unplanned = brought(agreed("time_and_materials", ends_on=date(2027, 3, 31)))
    unpriced = brought(agreed("time_and_materials"), lines=[LineLeft(hours(3), 0)])

    assert (unplanned.money, unplanned.why_not) == (None, "no_plan")
    assert (unpriced.money, unpriced.why_not) == (None, "no_prices")
    assert brought(agreed("unknown")).why_not == "fee_model_unknown"
    assert brought(fixed(None)).why_not == "no_fee"
    assert brought(agreed("retainer", fee=100, starts_on=TODAY), over=True).why_not == "work_over"
    assert brought(agreed("non_billable")).money.whole == 0


def test_work_that_has_ended_earns_nothing_more():
    lines = [LineLeft(hours(30), 0, rate=Decimal(100))]

    found = brought(agreed("time_and_materials", ends_on=date(2027, 1, 1)), lines=lines, over=True)

    assert (found.money.whole, found.seconds.whole) == (0, 0)


def test_billed_expenses_are_no_part_of_what_is_left_of_a_fee():
    terms = fixed(1_000, planned_seconds=hours(10), ends_on=date(2027, 1, 31))

    assert brought(terms, history(expenses={202610: cents(700)})).money.whole == cents(1_000)


def test_each_lot_of_a_block_is_spread_to_its_own_day():
    bought = TopUp(1, hours(10), cents(1_000), date(2026, 6, 1), date(2026, 12, 31))
    terms = agreed(
        "prepaid",
        fee=cents(5_000),
        bought_seconds=hours(50),
        starts_on=date(2026, 1, 1),
        extras=Facts(top_ups=(bought,)),
    )
    found = brought(terms, history(month(202610, worked(4))))

    assert found.money.whole + revenue_to_date(terms, history(month(202610, worked(4))), TODAY).value == cents(6_000)
    assert found.money.undated > 0
    assert set(found.money.months) == {202611, 202612}
