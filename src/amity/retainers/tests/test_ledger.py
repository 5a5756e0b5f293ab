"""Whatever is agreed, used and bought, no unit is lost or made up, and the oldest is used first."""

from hypothesis import given
from hypothesis import strategies as st

from amity.retainers.ledger.rules import INCLUDED, NEVER, Debt, Entered, Lot, Rule, left_open, step

H = 3_600
RULES = st.builds(
    Rule,
    st.integers(0, 300),
    st.sampled_from(["none", "surplus", "deficit", "both"]),
    st.none() | st.integers(0, 20_000),
    st.none() | st.integers(0, 4),
)


@st.composite
def entered(draw):
    """Draw up to twelve periods, each with a rule of its own, some use, and top-ups that overlap in time."""
    periods = []
    for number in range(draw(st.integers(1, 12))):
        untils = draw(st.lists(st.integers(number, number + 5) | st.just(NEVER), max_size=2))
        bought = tuple(
            Lot(100 * number + place + 1, number, until, draw(st.integers(1, 200)))
            for place, until in enumerate(untils)
        )
        periods.append(Entered(draw(RULES), draw(st.integers(0, 400)), bought))
    return periods


def ledger(periods, *, open_last=False):
    """Return the rows of periods in order, each from what the one before it left."""
    rows, lots, debts = [], list[Lot](), list[Debt]()
    for number, period in enumerate(periods):
        row, lots, debts = step(number, period, lots, debts)
        rows.append(left_open(row) if open_last and number == len(periods) - 1 else row)
    return rows


def same(rollover="none", *uses, included=60, cap=None, expiry=1):
    """Return ledger rows of months with 60 h each."""
    rule = Rule(included * H, rollover, cap, expiry)
    return ledger([Entered(rule, round(use * H)) for use in uses])


@given(entered(), st.booleans())
def test_every_row_adds_up(periods, still_open):
    for row in ledger(periods, open_last=still_open):
        assert row.there + row.over == row.used + row.rolled_on + row.expired + row.balance


@given(entered(), st.booleans())
def test_what_was_bought_is_used_expired_or_still_there(periods, still_open):
    rows = ledger(periods, open_last=still_open)

    bought = sum(row.included + row.bought for row in rows)
    within = sum(row.used - row.over for row in rows)
    assert bought == within + sum(row.expired for row in rows) + rows[-1].rolled_on + rows[-1].balance


@given(entered())
def test_each_period_begins_with_what_the_one_before_rolled_on(periods):
    rows = ledger(periods)

    assert rows[0].rolled_in == 0
    assert [row.rolled_in for row in rows[1:]] == [row.rolled_on for row in rows[:-1]]


@given(entered())
def test_no_top_up_gives_or_loses_more_than_it_held(periods):
    rows = ledger(periods)

    for lot in (lot for period in periods for lot in period.bought):
        gone = sum(n for row in rows for one, n in (*row.drawn, *row.lapsed) if one.key == lot.key)
        assert 0 <= gone <= lot.amount


@given(entered())
def test_nothing_is_used_while_something_that_expires_sooner_is_left(periods):
    for row in ledger(periods):
        latest = max((lot.until for lot, _ in row.drawn), default=-1)
        assert all(lot.until >= latest for lot, _ in row.lapsed)


@given(entered())
def test_nothing_is_over_while_something_is_there(periods):
    for row in ledger(periods):
        assert row.over >= 0
        assert row.expired >= 0
        assert not (row.over and row.expired)


@given(entered())
def test_an_open_period_holds_what_closing_it_would_roll_on_and_let_go(periods):
    *_, still_open = ledger(periods, open_last=True)
    *_, closed = ledger(periods)

    assert still_open.balance == closed.rolled_on + closed.expired == still_open.would_roll + still_open.would_expire
    assert (still_open.rolled_on, still_open.expired) == (0, 0)


@given(entered(), st.integers(0, 12))
def test_later_periods_never_change_an_earlier_row(periods, cut):
    first = ledger(periods[: cut + 1])

    assert ledger(periods)[: len(first)] == first


def test_the_six_months_of_the_board():
    rows = same("surplus", 57.5, 66, 71, 68.5, 55, cap=1_000)

    assert [row.rolled_on / H for row in rows] == [2.5, 0, 0, 0, 5]
    assert [row.over / H for row in rows] == [0, 3.5, 11, 8.5, 0]
    assert [row.rolled_in / H for row in rows] == [0, 2.5, 0, 0, 0]


def test_no_more_rolls_on_than_the_cap_and_the_rest_expires():
    (row,) = same("surplus", 50, cap=1_000)

    assert (row.rolled_on / H, row.expired / H) == (6, 4)


def test_time_rolled_in_is_used_first_and_expires_after_its_periods():
    rows = same("surplus", 50, 4, 60)

    assert (rows[1].used_of_rolled / H, rows[1].expired / H, rows[1].rolled_on / H) == (4, 6, 60)


def test_a_deficit_is_taken_from_the_next_period_and_then_falls_due():
    rows = same("deficit", 70, 200, 0, expiry=1)

    assert [row.over for row in rows] == [0, 0, 90 * H]
    assert [row.rolled_in / H for row in rows] == [0, -10, -150]


def test_top_ups_that_overlap_are_used_by_what_expires_first():
    late, soon = Lot(1, 0, NEVER, 5), Lot(2, 0, 1, 5)
    rows = ledger([Entered(Rule(0), 3, (late, soon)), Entered(Rule(0), 4, ())])

    assert [(lot.key, n) for row in rows for lot, n in row.drawn] == [(2, 3), (2, 2), (1, 2)]
    assert INCLUDED not in (1, 2)
