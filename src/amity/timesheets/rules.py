"""Pricing of time, and what an entry adds to the monthly sums."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import add, sub
from typing import Final, NamedTuple, TypeVar

from amity.shared.money import Rate, round_half_even

DAY_SECONDS = 86_400
LONG_SECONDS: Final = 12 * 3600
"""Entries over this are longer than a working day. They have an index of their own, since there are few."""
DRAFT: Final = "draft"
SUBMITTED: Final = "submitted"
APPROVED: Final = "approved"
STATES: Final = (DRAFT, SUBMITTED, APPROVED)
"""States of an entry. Without approval, all time stays a draft, which then has no meaning."""
K = TypeVar("K", bound=Hashable)


def priced(*, worked: int, hourly: Rate) -> int:
    """Return minor units for `worked` seconds at an hourly rate, half-even. The only place where time becomes money."""
    return _priced(worked, hourly.per_hour, hourly.currency)


def amount_from_file(amount: int | None, standard: int | None, *, billable: bool) -> tuple[int | None, int | None]:
    """Return value and standard value of time whose amount came with a file.

    On time that isn't billable the amount is never revenue. It is the standard value, unless the rate card has one.
    """
    if billable:
        return amount, standard
    return 0, (amount or None) if standard is None else standard


@lru_cache(maxsize=65_536)
def _priced(worked: int, per_hour: Decimal, currency: str) -> int:
    """Return the rounded price. Cached, since people work the same hours at the same rates."""
    return round_half_even(Decimal(worked) * per_hour / 3600, currency)


class Measures(NamedTuple):
    """Amounts that one or more entries add to a sum, in minor units. Time with unknown amounts is counted
    in seconds.
    """

    entries: int = 0
    seconds: int = 0
    billable_seconds: int = 0
    cost: int = 0
    uncosted_seconds: int = 0
    value: int = 0
    unvalued_seconds: int = 0
    standard: int = 0
    unstandard_seconds: int = 0
    approved_seconds: int = 0

    def __add__(self, other: "Measures") -> "Measures":  # type: ignore[override]  # adds amounts, doesn't join tuples
        return Measures(*map(add, self, other))

    def __sub__(self, other: "Measures") -> "Measures":
        return Measures(*map(sub, self, other))

    def __neg__(self) -> "Measures":
        return NOTHING - self


MEASURES = Measures._fields
NOTHING = Measures()


def measured(
    *, seconds: int, billable: bool, cost: int | None, value: int | None, standard: int | None, approved: bool = False
) -> Measures:
    """Return the measures of one entry. A billable entry without price is unvalued, never 0."""
    return Measures(*amounts(seconds, billable, cost, value, standard, approved))


def amounts(
    seconds: int, billable: bool, cost: int | None, value: int | None, standard: int | None, approved: bool
) -> tuple[int, ...]:
    """Return `measured` as bare numbers in the order of `MEASURES`, for adding up a hundred thousand."""
    return (
        1,
        seconds,
        seconds if billable else 0,
        cost or 0,
        seconds if cost is None else 0,
        value or 0,
        seconds if value is None else 0,
        standard or 0,
        seconds if standard is None else 0,
        seconds if approved else 0,
    )


def delta(before: Mapping[K, Measures], after: Mapping[K, Measures]) -> dict[K, Measures]:
    """Return what must be added to the sums so that `before` becomes `after`, without keys that don't change."""
    keys = before.keys() | after.keys()
    changes = {key: after.get(key, NOTHING) - before.get(key, NOTHING) for key in keys}
    return {key: change for key, change in changes.items() if change != NOTHING}


def added(changes: Iterable[Mapping[K, Measures]]) -> dict[K, Measures]:
    """Return several deltas as one, summed per key."""
    sums: dict[K, tuple[int, ...]] = {}
    for change in changes:
        for key, measures in change.items():
            so_far = sums.get(key)
            sums[key] = measures if so_far is None else tuple(map(add, so_far, measures))
    return {key: Measures(*amounts) for key, amounts in sums.items() if any(amounts)}


def rounded(seconds: int, *, minutes: int) -> int:
    """Return running time rounded to the nearest whole unit of `minutes`, half up, at least one unit. 0
    doesn't round.
    """
    unit = minutes * 60
    if unit <= 0:
        return max(seconds, 1)
    return max((2 * seconds + unit) // (2 * unit), 1) * unit


def monday_of(day: date) -> date:
    """Return the Monday of a date's week."""
    return day - timedelta(days=day.weekday())
