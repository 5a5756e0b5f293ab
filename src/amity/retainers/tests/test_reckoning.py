"""Any order of entries, edits, top-ups and changed terms: what was bought is used, expired, or still available."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.retainers.blocks.rules import block
from amity.retainers.periods.rules import Reckoning, price_of, reckoned, under_served
from amity.retainers.terms.rules import ROLLOVERS, Agreed, PeriodTerms, TopUp, faults, in_force
from amity.shared.dates.periods import first_day, last_day
from amity.shared.errors import Invalid
from amity.shared.money import Rate
from amity.shared.values import tidied
from amity.timesheets.rules import Measures

H = 3_600
START = date(2026, 1, 1)
MONTHS = (202601, 202602, 202603, 202604, 202605, 202606)
HOURS = PeriodTerms(START, "hours", 60 * H)
TIMES = st.integers(0, 100)
RULES = st.tuples(
    st.integers(0, 80), st.sampled_from(ROLLOVERS), st.none() | st.integers(0, 15_000), st.none() | st.integers(0, 3)
)
ACTS = st.lists(
    st.tuples(st.just("entry"), st.integers(0, 8), st.sampled_from(MONTHS), TIMES)
    | st.tuples(st.just("top-up"), st.integers(1, 40), st.sampled_from(MONTHS), st.none() | st.sampled_from(MONTHS))
    | st.tuples(st.just("terms"), st.sampled_from(MONTHS), RULES, st.just(0)),
    max_size=25,
)


@dataclass
class Book:
    """The result of a sequence of actions: entries by slot (a second one edits it), top-ups, later terms."""

    entries: dict[int, tuple[int, int]] = field(default_factory=dict)
    top_ups: list[TopUp] = field(default_factory=list)
    later: list[PeriodTerms] = field(default_factory=list)

    def act(self, kind, *said):
        """Do one action."""
        if kind == "entry":
            self.entries[said[0]] = (said[1], said[2])
        elif kind == "terms":
            month, (included, rollover, cap, expiry), _ = said
            self.later.append(PeriodTerms(first_day(month), "hours", included, rollover, cap, expiry))
        else:
            amount, month, until = said
            ends = first_day(until) if until and until >= month else None
            self.top_ups.append(TopUp(len(self.top_ups) + 1, amount, 100, first_day(month), ends))

    def material(self, ends_on: date | None = None) -> tuple[Agreed, dict[int, Measures]]:
        """Return the terms, and the measures by month."""
        months: dict[int, Measures] = {}
        for month, time in self.entries.values():
            months[month] = months.get(month, Measures()) + Measures(seconds=time)
        first = PeriodTerms(START, "hours", 30)
        return Agreed("EUR", START, ends_on, first, tuple(self.later), tuple(self.top_ups)), months

    def periods(self, on=date(2026, 6, 15)):
        """Return the periods up to a date."""
        return reckoned(*self.material(), {}, {}, on)


DAYS = st.dates(date(2025, 12, 15), date(2026, 8, 15)) | st.sampled_from([last_day(month) for month in MONTHS])


@given(ACTS, st.lists(DAYS, max_size=8), st.none() | DAYS, st.dictionaries(st.sampled_from(MONTHS), TIMES))
def test_dates_asked_for_before_change_no_period(acts, days, ends_on, given_over):
    book = Book()
    for act in acts:
        book.act(*act)
    material, given_by_day = book.material(ends_on), {first_day(month): time for month, time in given_over.items()}

    cached = Reckoning(*material, {}, given_by_day)

    for day in days:
        assert cached.up_to(day) == reckoned(*material, {}, given_by_day, day)


@given(ACTS)
def test_bought_is_used_and_expired_and_balance_after_every_act(acts):
    book = Book()
    for act in acts:
        book.act(*act)
        rows = [one.row for one in book.periods()]

        bought = sum(row.included + row.bought for row in rows)
        assert bought == sum(row.used - row.over + row.expired for row in rows) + rows[-1].balance
        assert all(row.there + row.over == row.used + row.rolled_on + row.expired + row.balance for row in rows)


def test_two_calculations_of_an_agreement_hold_the_same_rows():
    book = Book()
    book.act("entry", 1, 202601, 20)

    first, second = book.periods(), book.periods()

    assert [one.row.used for one in first[:2]] == [20, 0]
    assert all(one.row is other.row for one, other in zip(first, second, strict=True))


@given(ACTS)
def test_over_is_billed_or_given_and_nothing_else(acts):
    book = Book()
    for act in acts:
        book.act(*act)

    assert all(one.billed + one.given == one.row.over and one.billed >= 0 for one in book.periods())


@given(ACTS, st.sampled_from([date(2026, 2, 10), date(2026, 4, 30)]))
def test_an_earlier_day_sees_the_closed_periods_as_a_later_one_does(acts, day):
    book = Book()
    for act in acts:
        book.act(*act)

    closed = [one.row for one in book.periods(day) if not one.open]
    assert [one.row for one in book.periods()][: len(closed)] == closed


def test_later_terms_hold_from_their_period_and_of_two_the_one_said_last():
    first, second = PeriodTerms(first_day(202603), included=1), PeriodTerms(first_day(202603), included=2)
    agreed = Agreed("EUR", START, None, HOURS, (first, second))

    assert in_force(agreed, first_day(202602)) == HOURS
    assert in_force(agreed, first_day(202604)).included == 2


def test_a_top_up_can_be_used_to_the_end_of_the_period_it_expires_in():
    agreed = Agreed("EUR", START, None, PeriodTerms(START, included=0), (), (TopUp(1, 10, 0, START, date(2026, 2, 3)),))
    months = {202602: Measures(seconds=4), 202603: Measures(seconds=4)}

    rows = [one.row for one in reckoned(agreed, months, {}, {}, date(2026, 3, 31))]

    assert [(row.used, row.expired, row.over) for row in rows] == [(0, 0, 0), (4, 6, 0), (4, 0, 4)]


def test_a_block_owes_what_is_used_beyond_it_until_more_is_bought():
    more = TopUp(7, 10, 0, date(2026, 2, 1))
    agreed = block(currency="EUR", starts_on=START, bought=10, price=100, counted="all", top_ups=(more,))

    january, february = reckoned(agreed, {202601: Measures(seconds=14)}, {}, {}, date(2026, 2, 10))

    assert (january.row.rolled_on, february.row.balance, january.row.over) == (-4, 6, 0)


def test_steps_price_the_first_hours_apart_and_round_once():
    at_100, at_50 = Rate(Decimal(100), "EUR"), Rate(Decimal(50), "EUR")
    steps = PeriodTerms(START, rate=at_100, tier_above=2 * H, rate_above=at_50)

    assert price_of(steps, 3 * H, "EUR") == 25_000
    assert price_of(PeriodTerms(START, rate=at_100), 3 * H, "EUR") == 30_000
    assert price_of(PeriodTerms(START, "units", rate=at_50), 3, "EUR") == 15_000
    assert price_of(PeriodTerms(START), 3 * H, "EUR") == 0


def test_under_seventy_percent_twice_running_is_under_served():
    agreed = Agreed("EUR", START, None, PeriodTerms(START, included=100))
    low = {202601: Measures(seconds=69), 202602: Measures(seconds=69)}

    assert under_served(reckoned(agreed, low, {}, {}, date(2026, 3, 1)))
    assert not under_served(reckoned(agreed, {**low, 202602: Measures(seconds=70)}, {}, {}, date(2026, 3, 1)))


def test_terms_that_cannot_stand_are_named_by_their_field():
    wrong = PeriodTerms(START, "hours", None, "sideways", rate_above=Rate(Decimal(1), "EUR"))  # type: ignore[arg-type]

    assert set(faults(wrong)) == {("included", "needed"), ("rate_above", "needs_rate")}
    with pytest.raises(Invalid) as refused:
        tidied(wrong)
    assert refused.value.field == "rollover"
