"""What a budget buys, forwards and backwards: everything adds up, and fitted lines never exceed the budget."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from amity.briefs.budget import rules as fitting
from amity.briefs.estimate.rules import Sums, Terms, Work, bought, margin, price_of

HOUR = 3600
EUR = Terms("EUR", "EUR", None, 6000)
BOARD = [
    Work(1, 1, 12 * HOUR, Decimal(150), Decimal(68)),
    Work(2, 2, 64 * HOUR, Decimal(125), Decimal(54)),
    Work(3, 3, 30 * HOUR, Decimal(105), Decimal(46)),
    Work(4, 4, 52 * HOUR, Decimal(130), Decimal(62)),
    Work(5, 5, 16 * HOUR, Decimal(120), Decimal(58)),
]
RATES = st.one_of(st.none(), st.decimals("0.0001", "5000", places=4))
WORKS = st.lists(
    st.builds(
        Work,
        line=st.integers(1, 6),
        discipline=st.integers(1, 5),
        seconds=st.integers(0, 500 * HOUR),
        rate=RATES,
        cost=RATES,
    ),
    max_size=12,
)
CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])


def test_a_promotion_of_174_hours_against_24000():
    found = bought(BOARD, EUR, 2_400_000)

    assert (found.total.seconds, found.total.price, found.total.cost) == (174 * HOUR, 2_163_000, 980_400)
    assert found.left == 237_000
    assert found.at_budget is not None
    assert found.at_lines is not None
    assert (found.at_budget.left, found.at_budget.share) == (1_419_600, 5915)
    assert found.at_lines.share == 5467
    assert (found.at_budget.too_dear, found.at_budget.needed) == (20_400, 2_451_000)


def test_hours_without_a_price_or_a_cost_are_counted_beside_and_give_no_margin():
    found = bought([Work(1, 1, HOUR, None, Decimal(60)), Work(1, 2, HOUR, Decimal(100), None)], EUR, 50_000)

    assert found.total == Sums(seconds=2 * HOUR, price=10_000, cost=6_000, unpriced=HOUR, uncosted=HOUR)
    assert found.at_budget is None
    assert found.at_lines is None


def test_a_line_with_a_price_of_its_own_costs_that_whatever_its_hours():
    found = bought(BOARD[:1], EUR, fixed={1: 500_000, 9: 120_000})

    assert (found.lines[1].price, found.lines[1].cost, found.lines[9].price) == (500_000, 81_600, 120_000)
    assert found.total.price == 620_000
    assert found.disciplines[1].price == 0


def test_a_margin_over_two_currencies_needs_their_rate_and_compares_in_the_agencys():
    assert margin(100_000, 40_000, Terms("USD", "EUR", None, 6000)) is None
    found = margin(100_000, 40_000, Terms("USD", "EUR", Decimal("0.9"), 6000))

    assert found is not None
    assert (found.income, found.left, found.share) == (90_000, 50_000, 5556)
    assert (found.too_dear, found.needed) == (4_000, 111_111)


@given(WORKS, CURRENCIES)
def test_lines_and_disciplines_each_add_up_to_the_total(works, currency):
    found = bought(works, Terms(currency, currency, None, 6000))

    assert sum(found.lines.values(), Sums()) == found.total
    assert sum(found.disciplines.values(), Sums()) == found.total
    assert found.total.seconds == sum(work.seconds for work in works)


@given(WORKS, st.integers(0, 10**8), st.integers(0, 10**7), CURRENCIES)
def test_what_fits_never_costs_more_than_the_budget_and_says_exactly_what_is_left(works, budget, fixed, currency):
    found = fitting.fitted(works, budget, currency, fixed)

    price = sum(price_of(work.seconds, work.rate, currency) for work in found.works if work.rate is not None)
    assert found.price == price + fixed
    assert found.price + found.left == budget
    assert found.left >= 0 or fixed > budget
    assert all(work.seconds % fitting.QUARTER == 0 and work.seconds >= 0 for work in found.works)


@given(st.integers(1, 10**8), st.decimals("1", "5000", places=2), CURRENCIES)
def test_an_extra_fits_and_a_quarter_more_would_not(amount, rate, currency):
    for extra in fitting.extras(amount, {1: rate}, currency):
        assert extra.price <= amount < price_of(extra.seconds + fitting.QUARTER, rate, currency)


def test_forty_thousand_make_the_promotion_larger_alike():
    found = fitting.fitted(BOARD, 4_000_000, "EUR")

    hours = [work.seconds / HOUR for work in found.works]
    assert 3_990_000 <= found.price <= 4_000_000
    assert all(
        abs(have / want - 40_000 / 21_630) < 0.02 for have, want in zip(hours, [12, 64, 30, 52, 16], strict=True)
    )
