"""Whatever was agreed and worked, months add up to the total, completion is at most 100%, and caps apply."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from amity.profitability.completion.rules import completion
from amity.profitability.measures.rules import MonthRow, Sums
from amity.profitability.revenue.rules import revenue_between, revenue_of_month, revenue_to_date
from amity.profitability.terms.rules import AgreementTerms, History, Milestone, PercentStated, Progress
from amity.shared.dates.periods import last_day, months_between
from amity.shared.money import Rate
from amity.timesheets.rules import Measures

FIRST, LAST = 202511, 202610
MONTHS = list(months_between(FIRST, LAST))
days = st.dates(date(2025, 11, 1), date(2026, 10, 31))
money = st.integers(0, 10**9)
seconds = st.integers(0, 10**6)


@st.composite
def sums(draw):
    time, value = draw(seconds), draw(money)
    billable, gap = draw(st.integers(0, time)), draw(st.integers(0, time))
    return Measures(1, time, billable, draw(money), gap, value, 0, value, 0)


@st.composite
def terms(draw):
    models = st.sampled_from(["fixed", "time_and_materials", "retainer", "prepaid", "non_billable"])
    fee = draw(money)
    return AgreementTerms(
        draw(models),
        "EUR",
        starts_on=draw(days),
        ends_on=date(2026, 12, 31),
        fee=fee,
        discount=draw(st.integers(0, fee)),
        cap=draw(st.none() | st.integers(10**9, 10**10)),
        included_seconds=draw(st.none() | seconds),
        bought_seconds=draw(st.integers(1, 10**7)),
        overage=draw(st.none() | st.just(Rate(Decimal("95.55"), "EUR"))),
        counted=draw(st.sampled_from(["all", "billable"])),
        planned_seconds=draw(st.integers(1, 10**7)),
        planned_cost=draw(st.none() | money),
        completion_basis=draw(st.sampled_from(["cost", "milestones"])),
    )


@st.composite
def histories(draw):
    rows = draw(st.lists(st.builds(MonthRow, st.sampled_from(MONTHS), sums().map(lambda m: Sums(m, "EUR", "EUR")))))
    stones = tuple(
        Milestone("any", weight, on)
        for weight, on in draw(st.lists(st.tuples(st.integers(1, 99), st.none() | days), min_size=1, max_size=4))
    )
    stated = tuple(PercentStated(on, bp) for on, bp in draw(st.lists(st.tuples(days, st.integers(-99, 20_000)))))
    progress = Progress(draw(st.none() | days), stated, stones)
    return History(tuple(rows), progress, {}, draw(st.dictionaries(st.sampled_from(MONTHS), money)))


@settings(max_examples=60)
@given(terms(), histories(), days)
def test_months_add_up_to_revenue_to_date(agreed, happened, as_of):
    each = [revenue_of_month(agreed, happened, month, as_of).value or 0 for month in MONTHS]

    assert sum(each) == revenue_to_date(agreed, happened, as_of).value
    assert sum(each) == revenue_between(agreed, happened, FIRST, LAST, as_of).value


@given(terms(), histories(), days)
def test_completion_is_never_above_the_whole_nor_below_nothing(agreed, happened, on):
    done = completion(agreed, happened, on)

    assert done.share is not None
    assert 0 <= done.share <= 1


@given(terms(), histories())
def test_no_fixed_fee_block_or_cap_earns_more_than_was_agreed(agreed, happened):
    expenses = sum(happened.billed_expenses.values())
    limit = {"fixed": agreed.net_fee, "prepaid": agreed.net_fee, "time_and_materials": agreed.cap, "non_billable": 0}

    earned = revenue_to_date(agreed, happened, last_day(LAST))

    most = limit.get(agreed.fee_model)
    assert most is None or earned.value - expenses <= most
