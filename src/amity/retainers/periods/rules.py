"""The periods of a retainer up to a date: each with its ledger row, and the overage billed and written off."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from amity.retainers.ledger.rules import NEVER, Debt, Entered, Lot, Row, Rule, left_open, step
from amity.retainers.spans.rules import ALL, Span, spans
from amity.retainers.terms.rules import Agreed, Kind, PeriodTerms, TopUp, in_force
from amity.shared.caches.same import Same
from amity.shared.dates.periods import month_of
from amity.shared.money import Money, Rate, part_of, quotient, round_half_even
from amity.shared.shares import BasisPoints
from amity.timesheets.rules import NOTHING, Measures

UNDER_USED = 7_000
"""A retainer used below 70% in two consecutive periods is under-served."""

ROWS: Final[Same[Row]] = Same(16_384)
"""Rows of the ledger, whole numbers throughout, held once: several parts calculate the periods of an agreement."""


class Period(NamedTuple):
    """A period with its terms and its row. Of the overage, `given` was written off, and `billed` is billed
    at `price`.
    """

    span: Span
    terms: PeriodTerms
    row: Row
    open: bool
    billed: int
    given: int
    price: int

    @property
    def over_service(self) -> int | None:
        """(used − included) ÷ included in basis points, or None if nothing is included."""
        more = self.row.used - self.row.included
        return BasisPoints.of(Fraction(more, self.row.included)) if self.row.included > 0 else None

    @property
    def use(self) -> int | None:
        """The share of the included quantity that was used, in basis points, or None if nothing is included."""
        return BasisPoints.of(Fraction(self.row.used, self.row.included)) if self.row.included > 0 else None


def counted(terms: PeriodTerms, measures: Measures) -> int:
    """Return seconds deducted from what is included or bought: all, the billable, or the approved ones."""
    if terms.counted == "billable":
        return measures.billable_seconds
    return measures.approved_seconds if terms.counted == "approved" else measures.seconds


def quantity(terms: PeriodTerms, measures: Measures, units: int) -> int:
    """Return what a month used, in the unit of the kind. Access has no balance and uses nothing."""
    if terms.kind == "units":
        return units
    if terms.kind == "value":
        return measures.value
    return counted(terms, measures) if terms.kind == "hours" else 0


def reckoned(
    agreed: Agreed, months: Mapping[int, Measures], units: Mapping[int, int], given: Mapping[date, int], on: date,
    *, running: bool = False,
) -> tuple[Period, ...]:  # fmt: skip
    """Return every period from the start to the one of `on`, which is open until it ends.

    While the day of `on` is running, a period that ends on it is open.

    `months` are the measures of all projects of the agreement by month (YYYYMM), values in its own currency. The sums
    of the month of `on` are all included, since they have what was logged so far.
    """
    return Reckoning(agreed, months, units, given).up_to(on, running=running)


class Reckoning:
    """The periods of one agreement for any date. Those that had ended by a date are calculated once.

    What it is made from must not change: its terms, sums, units and what was written off.
    """

    __slots__ = ("_agreed", "_ended", "_given", "_months", "_units")

    def __init__(
        self, agreed: Agreed, months: Mapping[int, Measures], units: Mapping[int, int], given: Mapping[date, int]
    ) -> None:
        self._agreed, self._months, self._units, self._given = agreed, months, units, given
        self._ended: tuple[_Ended, ...] = ()

    def is_of(self, other: "Reckoning") -> bool:
        """Return whether it is made from the same as another."""
        mine, theirs = ((one._agreed, one._given, one._units) for one in (self, other))
        return self._months is other._months and mine == theirs

    @property
    def agreed(self) -> Agreed:
        """What was agreed."""
        return self._agreed

    def up_to(self, on: date, *, running: bool = False) -> tuple[Period, ...]:
        """Return every period to the one of `on`, as `reckoned` does."""
        known = self._ended
        while known and known[-1].period.span.last > on:
            known = known[:-1]
        agreed, ended, periods = self._agreed, list(known), [one.period for one in known]
        after = periods[-1].span if periods else None
        for span in spans(agreed.starts_on, agreed.ends_on, agreed.period_months, on, after):
            lots, debts = (ended[-1].lots, ended[-1].debts) if ended else ((), ())
            own = in_force(agreed, span.first)
            entered = Entered(
                _rule(agreed, own, span), self._used(own, span, on), _bought(agreed, span, len(periods), on)
            )
            row, left, owed = step(len(periods), entered, lots, debts)
            is_open = span.ends_on > on or (running and span.ends_on == on)
            row = ROWS(left_open(row) if is_open else row)
            periods.append(_period(span, own, row, self._given.get(span.first), agreed.currency, is_open))
            if span.last <= on and not is_open:
                ended.append(_Ended(periods[-1], tuple(left), tuple(owed)))
        if len(ended) > len(self._ended):
            self._ended = tuple(ended)
        return tuple(periods)

    def _used(self, terms: PeriodTerms, span: Span, on: date) -> int:
        newest = month_of(on)
        return sum(
            [
                quantity(terms, self._months.get(month, NOTHING), self._units.get(month, 0))
                for month in span.months
                if month <= newest
            ]
        )


class _Ended(NamedTuple):
    """A period that had ended by a date, so that no later date changes it, and what rolled over from it."""

    period: Period
    lots: tuple[Lot, ...]
    debts: tuple[Debt, ...]


def price_of(terms: PeriodTerms, over: int, currency: str) -> int:
    """Return the price of overage in minor units: the first step at its rate, the rest at the second. Rounded once."""
    if terms.kind == "value":
        return over
    if terms.rate is None or not over:
        return 0
    unit = 3_600 if terms.kind == "hours" else 1
    low = over if terms.tier_above is None or terms.rate_above is None else min(over, terms.tier_above)
    above = terms.rate_above.per_hour if terms.rate_above else Decimal(0)
    return round_half_even((low * terms.rate.per_hour + (over - low) * above) / unit, currency)


def top_up_revenue(top_ups: Mapping[int, TopUp], periods: tuple[Period, ...]) -> int:
    """Return the revenue of top-ups in minor units: each one's price × the part of it that was used or has expired."""
    return gone_revenue(top_ups, gone_of(top_ups, periods)) if top_ups else 0


def gone_revenue(top_ups: Mapping[int, TopUp], gone: Mapping[int, int]) -> int:
    """Return the revenue of what is gone of each top-up, by its id: its part of the price, rounded once."""
    return sum(quotient(top_ups[key].price * amount, top_ups[key].amount) for key, amount in gone.items())


def gone_of(top_ups: Mapping[int, TopUp], periods: tuple[Period, ...]) -> dict[int, int]:
    """Return what was used or has expired of each top-up, by its id."""
    done: dict[int, int] = {}
    for period in periods:
        for lot, amount in (*period.row.drawn, *period.row.lapsed):
            if lot.key in top_ups:
                done[lot.key] = done.get(lot.key, 0) + amount
    return done


def under_served(periods: tuple[Period, ...]) -> bool:
    """Return whether the last two closed periods were both used below 70% of what they include."""
    closed = [period for period in periods if not period.open][-2:]
    return len(closed) == 2 and all((use := period.use) is not None and use < UNDER_USED for period in closed)


def _rule(agreed: Agreed, terms: PeriodTerms, span: Span) -> Rule:
    """Return the ledger rule of a period, with its share of days. Nothing rolls over from an agreement's
    last period.
    """
    included = 0 if terms.kind == "access" else terms.included or 0
    included = included if span.covered is ALL else part_of(included, span.covered)
    return Rule(included, "none" if span.ends_on == agreed.ends_on else terms.rollover, terms.cap, terms.expiry)


def _bought(agreed: Agreed, span: Span, number: int, on: date) -> tuple[Lot, ...]:
    """Return the top-ups that begin in a period. Those from before the first period begin with it."""
    if not agreed.top_ups:
        return ()
    first = span.first if number else date.min
    last = min(span.last, on)
    begun = [one for one in agreed.top_ups if first <= one.valid_from <= last and one.amount > 0]
    return tuple(Lot(one.id, number, _until(agreed, one, number), one.amount) for one in begun)


def _until(agreed: Agreed, top_up: TopUp, number: int) -> int:
    """Return the number of the period in which a top-up expires, even one in the future."""
    if top_up.expires_on is None:
        return NEVER
    start, end = agreed.starts_on, top_up.expires_on
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months // agreed.period_months, number)


def _period(span: Span, terms: PeriodTerms, row: Row, given: int | None, currency: str, still_open: bool) -> Period:
    """Return a period. Undecided overage is billed or written off by the terms, always written off without a price."""
    free = terms.usual_over == "given"
    at_no_charge = min((row.over if free else 0) if given is None else given, row.over)
    billed = row.over - at_no_charge
    return Period(span, terms, row, still_open, billed, at_no_charge, price_of(terms, billed, currency))


def first_terms(
    *, currency: str, valid_from: date, included_seconds: int | None, included_units: int | None,
    unit_price: int | None, rate: Rate | None, counted_as: str, fee: int | None,
) -> PeriodTerms:  # fmt: skip
    """Return the terms in the agreement's own columns. They apply until others are agreed for a period."""
    kind: Kind = "hours" if included_seconds is not None else "access"
    included = included_seconds
    if kind == "access" and (included_units is not None or unit_price is not None):
        kind, included = "units", (included_units or 0) if fee is not None else 0
        rate = Rate(Money(unit_price, currency).major, currency) if unit_price is not None else None
    return PeriodTerms(
        valid_from, kind, included, counted=counted_as if counted_as in ("billable", "approved") else "all",  # type: ignore[arg-type]
        rate=rate,
    )  # fmt: skip
