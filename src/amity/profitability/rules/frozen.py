"""Closed months in the run of revenue: what was frozen stands, and the first open month takes what came later.

Source: the project's architecture notes, "Revenue is not additive": closing a month freezes its recognised revenue. An
open month earns R(t) less everything booked before it, so that all months always add up to R(t).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from amity.profitability.rules.figures import Bound, Figure, Input, amount, unknown
from amity.profitability.rules.revenue import revenue_to_date, without_price
from amity.profitability.rules.terms import AgreementTerms, History
from amity.shared.periods import last_day, months_between, next_month, previous_month

Lines = Mapping[tuple[int, int], Mapping[int, int]]
"""Frozen minor units by (project, line) and month; line 0 is time on no line."""


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """One agreement's month as it was closed, minor units of the agreement's currency; None where it was not known.

    `parts` are by project, `rest` is what no project could take.
    """

    revenue: int | None = 0
    why_not: str = ""
    bound: Bound = "exact"
    parts: Mapping[int, int] = field(default_factory=dict)
    rest: int = 0


NOTHING_FROZEN = FrozenMonth()
"""An agreement that nobody knew when the month was closed has earned nothing in it: that comes in an open month."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What closed months hold of one agreement.

    `closed` are all frozen months of the agency (YYYYMM), `months` those of a period that hold something of this
    agreement, and `carried` is the sum of the closed months that run up to the period without an open one between.
    """

    closed: frozenset[int] = frozenset()
    months: Mapping[int, FrozenMonth] = field(default_factory=dict)
    carried: int = 0

    def of(self, month: int) -> FrozenMonth:
        """What a closed month holds."""
        return self.months.get(month, NOTHING_FROZEN)


OPEN = Frozen()
"""No month is closed."""


@dataclass(frozen=True, slots=True)
class Booked:
    """Revenue of a span: as one figure, and by month where each is known, in the agreement's currency."""

    whole: Figure
    months: Mapping[int, int]


def last_open_before(month: int, closed: frozenset[int]) -> int:
    """The last month before `month` that is not closed."""
    before = previous_month(month)
    while before in closed:
        before = previous_month(before)
    return before


def run_up_to(month: int, closed: frozenset[int]) -> list[int]:
    """The closed months right before `month`, oldest first."""
    return list(months_between(next_month(last_open_before(month, closed)), previous_month(month)))


def booked(terms: AgreementTerms, history: History, frozen: Frozen, first: int, last: int, as_of: date) -> Booked:
    """Revenue of the months `first` to `last`, never past `as_of`: closed months as frozen, open ones by difference.

    A closed month whose revenue was not known holds nothing, and the next open month holds it.
    """
    span = list(months_between(first, last))
    months: dict[int, int] = {}
    if all(month in frozen.closed for month in span):
        for month in span:
            _put(months, month, frozen.of(month).revenue)
        return Booked(_closed(terms, frozen, span, months), months)
    before = _reached(terms, history, last_open_before(first, frozen.closed), as_of)
    start = running = (before.value or 0) + frozen.carried
    after = before
    for month in span:
        if month in frozen.closed:
            _put(months, month, frozen.of(month).revenue)
        else:
            after = _reached(terms, history, month, as_of)
            _put(months, month, None if after.value is None else after.value - running)
        running += months.get(month, 0)
    if last in frozen.closed:
        return Booked(_closed(terms, frozen, span, months), months)
    return Booked(_open(terms, frozen, span, (before, after), start, as_of), months)


def _open(
    terms: AgreementTerms, frozen: Frozen, span: list[int], ends: tuple[Figure, Figure], start: int, as_of: date
) -> Figure:
    """R at the end less what was booked before the span, with the inputs of the end."""
    before, after = ends
    if after.value is None:
        return after
    if before.value is None:
        return unknown(before.why_not or "unknown", "minor", after.inputs, terms.currency)
    since = min(last_day(previous_month(span[0])), as_of)
    inputs = [*after.inputs, Input("revenue_before", start, "minor", "revenue", since, terms.currency)]
    if inside := [month for month in span if month in frozen.closed]:
        inputs.append(_frozen_input(terms, frozen, inside))
    bound = after.bound if without_price(after) != without_price(before) else "exact"
    return amount(after.value - start, terms.currency, inputs, bound)


def _closed(terms: AgreementTerms, frozen: Frozen, span: list[int], months: Mapping[int, int]) -> Figure:
    """The sum of a span that ends in a closed month. Not known where that month was not."""
    held = frozen.of(span[-1])
    inside = [month for month in span if month in frozen.closed]
    inputs = (_frozen_input(terms, frozen, inside),)
    if held.revenue is None:
        return unknown(held.why_not or "unknown", "minor", inputs, terms.currency)
    bounds: list[Bound] = [frozen.of(month).bound for month in inside if frozen.of(month).bound != "exact"]
    return amount(sum(months.values()), terms.currency, inputs, bounds[0] if bounds else "exact")


def _frozen_input(terms: AgreementTerms, frozen: Frozen, months: list[int]) -> Input:
    held = sum(frozen.of(month).revenue or 0 for month in months)
    return Input("frozen_revenue", held, "minor", "month_end", last_day(months[-1]), terms.currency)


def _reached(terms: AgreementTerms, history: History, month: int, as_of: date) -> Figure:
    return revenue_to_date(terms, history, min(last_day(month), as_of))


def _put(months: dict[int, int], month: int, minor: int | None) -> None:
    if minor is not None:
        months[month] = minor
