"""Guesses of how a project is paid, from the pattern of its time. They are dashed, and never treated as a fee.

Source: question 3 of the first hour. Each guess names the reason's code and the numbers behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from amity.profitability.figures.rules import Input
from amity.profitability.terms.rules import FeeModel
from amity.shared.dates.periods import first_day, last_day, months_between, next_month

STEADY_MONTHS = 4
STEADY_SPREAD = Fraction(1, 4)
"""The largest spread (most less fewest hours, as a part of the mean) of steady months."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern of a project in a file: sums, the prices on its billable rows, seconds by month, and any plan.

    `prices` are the different hourly prices. `unpriced` is true if a billable row had none. `data_from` and `data_to`
    are the first and last day of the whole file, so that months it covers in part are left out.
    """

    entries: int
    seconds: int
    billable_seconds: int
    prices: frozenset[Decimal]
    unpriced: bool
    months: Mapping[int, int]
    data_from: date
    data_to: date
    planned_seconds: int | None = None
    has_lines: bool = False
    own_client: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed fee model ("unknown" leaves it open) with the code of its reason and the numbers behind it."""

    fee_model: FeeModel
    reason: str
    numbers: tuple[Input, ...] = ()


def guess(pattern: Pattern) -> Guess:
    """Return the first guess that fits, strongest first: never billable, a plan, steady months, one price,
    or unknown.
    """
    if not pattern.seconds:
        return Guess("unknown", "no_time")
    if pattern.own_client:
        return Guess("non_billable", "own_client")
    if not pattern.billable_seconds:
        return Guess("non_billable", "never_billable", (Input("entries", pattern.entries, "count", "file"),))
    if pattern.planned_seconds or pattern.has_lines:
        return Guess("fixed", "has_plan", (Input("planned_time", pattern.planned_seconds, "seconds", "file"),))
    return _steady(pattern) or _one_price(pattern) or Guess("unknown", "no_pattern")


def full_months(pattern: Pattern) -> list[int]:
    """Return the seconds of every month the file covers whole while the project ran, without a partial first month."""
    active = [month for month, seconds in pattern.months.items() if seconds]
    if not active:
        return []
    first = min(active)
    if first_day(first) > pattern.data_from:
        first = next_month(first)
    return [
        pattern.months.get(month, 0)
        for month in months_between(first, max(active))
        if first_day(month) >= pattern.data_from and last_day(month) <= pattern.data_to
    ]


def _steady(pattern: Pattern) -> Guess | None:
    months = full_months(pattern)
    if len(months) < STEADY_MONTHS or not min(months):
        return None
    if max(months) - min(months) > STEADY_SPREAD * Fraction(sum(months), len(months)):
        return None
    numbers = (
        Input("fewest", min(months), "seconds", "file"),
        Input("most", max(months), "seconds", "file"),
        Input("months", len(months), "count", "file"),
    )
    return Guess("retainer", "steady_months", numbers)


def _one_price(pattern: Pattern) -> Guess | None:
    if pattern.unpriced or len(pattern.prices) != 1:
        return None
    (price,) = pattern.prices
    return Guess("time_and_materials", "one_price", (Input("price", price, "rate", "file"),)) if price > 0 else None
