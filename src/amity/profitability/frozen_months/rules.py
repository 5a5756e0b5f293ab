"""Closed months in recognised revenue: frozen figures don't change, and the first open month takes later changes.

Source: the project's architecture notes, "Revenue is not additive": closing a month freezes its recognised revenue. An
open month earns R(t) less everything booked before it, so that all months always add up to R(t).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from amity.profitability.figures.rules import Bound, Figure, Input, amount, unknown
from amity.profitability.revenue.rules import revenue_to_date, without_price
from amity.profitability.terms.rules import AgreementTerms, History
from amity.shared.caches.once import once
from amity.shared.caches.same import Same
from amity.shared.dates.periods import last_day, months_between, next_month, previous_month

Lines = Mapping[tuple[int, int], Mapping[int, int]]
"""Frozen minor units by (project, line) and month. Line 0 is time on no line."""
MOST_DAYS = 200
"""How many days R(t) is cached for: the ends of sixteen years of months."""
Reached = dict[date, Figure]
"""R(t) by day, of one agreement whose terms and history do not change."""

INPUTS: Final[Same[Input]] = Same(32_768)
"""Whole numbers among the inputs of R(t), held once. Equal decimals may have different places."""


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """One agreement's closed month, in minor units of the agreement's currency, or None if revenue was unknown.

    `parts` are by project, `rest` is what can't be assigned to a project.
    """

    revenue: int | None = 0
    why_not: str = ""
    bound: Bound = "exact"
    parts: Mapping[int, int] = field(default_factory=dict)
    rest: int = 0


NOTHING_FROZEN = FrozenMonth()
"""An agreement that wasn't known when the month was closed earned nothing in it. An open month has its revenue."""


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """The closed months of one agreement. Equal to itself alone.

    `closed` are all frozen months of the agency (YYYYMM), `months` those of a period with figures of this agreement,
    and `carried` is the sum of the closed months right before the period, back to the last open month.
    """

    closed: frozenset[int] = frozenset()
    months: Mapping[int, FrozenMonth] = field(default_factory=dict)
    carried: int = 0

    def of(self, month: int) -> FrozenMonth:
        """Return the frozen figures of a closed month."""
        return self.months.get(month, NOTHING_FROZEN)


OPEN = Frozen()
"""No month is closed."""


def last_open_before(month: int, closed: frozenset[int]) -> int:
    """Return the last month before `month` that is not closed."""
    before = previous_month(month)
    while before in closed:
        before = previous_month(before)
    return before


def run_up_to(month: int, closed: frozenset[int]) -> list[int]:
    """Return the closed months right before `month`, oldest first."""
    return list(months_between(next_month(last_open_before(month, closed)), previous_month(month)))


class Booked:
    """Revenue of a span in the agreement's currency: as one figure, and by month if each is known.

    A closed month whose revenue was unknown has none, and the next open month includes it. Each value is calculated
    when it is read: the figure of a span that ends in an open month needs R(t) at its two ends alone.
    """

    __slots__ = (
        "_as_of", "_before_", "_frozen", "_history", "_reached", "_span", "_terms", "months_", "whole_",
    )  # fmt: skip

    def __init__(
        self, terms: AgreementTerms, history: History, frozen: Frozen, span: Sequence[int], as_of: date,
        reached: Reached,
    ) -> None:  # fmt: skip
        self._terms, self._history, self._frozen, self._as_of = terms, history, frozen, as_of
        self._span, self._reached = span, reached

    @once
    def whole(self) -> Figure:
        """Revenue of the span."""
        if self._span[-1] in self._frozen.closed:
            return _closed(self._terms, self._frozen, self._span, self.months)
        after = self._to(self._span[-1])
        return _open(self._terms, self._frozen, self._span, (self._before, after), self._start, self._as_of)

    @once
    def months(self) -> dict[int, int]:
        """Revenue by month, of each month in which it is known."""
        months: dict[int, int] = {}
        running: int | None = None
        for month in self._span:
            if month in self._frozen.closed:
                minor = self._frozen.of(month).revenue
            else:
                after = self._to(month).value
                running = self._start + sum(months.values()) if running is None else running
                minor = None if after is None else after - running
            if minor is not None:
                months[month] = minor
            running = None if running is None else running + (minor or 0)
        return months

    @once
    def _before(self) -> Figure:
        return self._to(last_open_before(self._span[0], self._frozen.closed))

    @property
    def _start(self) -> int:
        return (self._before.value or 0) + self._frozen.carried

    def _to(self, month: int) -> Figure:
        """Return R(t) at a month's end, never past `as_of`, calculated once for the same terms and history."""
        on = min(last_day(month), self._as_of)
        found = self._reached.get(on)
        if found is None:
            if len(self._reached) >= MOST_DAYS:
                self._reached.clear()
            found = self._reached[on] = _sharing(revenue_to_date(self._terms, self._history, on), self._reached)
        return found


def _sharing(figure: Figure, reached: Reached) -> Figure:
    """Return the figure reached last if it is equal, or one with the same inputs as other days of its agreement."""
    known = list(reached.values())
    if known and figure == known[-1]:
        return known[-1]
    return figure._replace(inputs=tuple([INPUTS(one) if type(one.value) is int else one for one in figure.inputs]))


def booked(
    terms: AgreementTerms, history: History, frozen: Frozen, first: int, last: int, as_of: date,
    reached: Reached | None = None,
) -> Booked:  # fmt: skip
    """Return revenue of the months `first` to `last`, never past `as_of`: closed ones as frozen, open ones by
    difference.

    `reached` caches R(t) by date for these terms and this history. Without it nothing is cached.
    """
    return Booked(terms, history, frozen, _span(first, last), as_of, {} if reached is None else reached)


@lru_cache(maxsize=256)
def _span(first: int, last: int) -> tuple[int, ...]:
    """Return the months of a span, the same for every agreement."""
    return tuple(months_between(first, last))


def _open(
    terms: AgreementTerms, frozen: Frozen, span: Sequence[int], ends: tuple[Figure, Figure], start: int, as_of: date
) -> Figure:
    """Return R(t) at the end less what was booked before the span, with the inputs of the end."""
    before, after = ends
    if after.value is None:
        return after
    if before.value is None:
        return unknown(before.why_not or "unknown", "minor", after.inputs, terms.currency)
    since = min(last_day(previous_month(span[0])), as_of)
    inputs = [*after.inputs, Input("revenue_before", start, "minor", "revenue", since, terms.currency)]
    if inside := [month for month in span if month in frozen.closed]:
        inputs.append(_frozen_input(terms, frozen, inside))
    is_qualified = after.bound != "exact" and without_price(after) != without_price(before)
    bound = after.bound if is_qualified else "exact"
    return amount(after.value - start, terms.currency, inputs, bound)


def _closed(terms: AgreementTerms, frozen: Frozen, span: Sequence[int], months: Mapping[int, int]) -> Figure:
    """Return the sum of a span that ends in a closed month, unknown if its last figures are."""
    held = _last_held(frozen, span)
    inside = [month for month in span if month in frozen.closed]
    inputs: tuple[Input, ...] = (_frozen_input(terms, frozen, inside),)
    still_open = sum(minor for month, minor in months.items() if month not in frozen.closed)
    if still_open:
        inputs += (Input("open_revenue", still_open, "minor", "revenue", currency=terms.currency),)
    if held.revenue is None:
        return unknown(held.why_not or "unknown", "minor", inputs, terms.currency)
    bounds: list[Bound] = [frozen.of(month).bound for month in inside if frozen.of(month).bound != "exact"]
    return amount(sum(months.values()), terms.currency, inputs, bounds[0] if bounds else "exact")


def _last_held(frozen: Frozen, span: Sequence[int]) -> FrozenMonth:
    """Return the agreement's newest figures in the closed months at the end of a span."""
    for month in reversed(span):
        if month in frozen.months:
            return frozen.months[month]
        if month not in frozen.closed:
            break
    return NOTHING_FROZEN


def _frozen_input(terms: AgreementTerms, frozen: Frozen, months: list[int]) -> Input:
    held = sum(frozen.of(month).revenue or 0 for month in months)
    return Input("frozen_revenue", held, "minor", "month_end", last_day(months[-1]), terms.currency)
