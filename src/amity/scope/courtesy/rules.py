"""Pure rules of work at no charge: the budget of a period, the period, and when the director agrees."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import part_of, round_half_even

BASIS_POINTS: Final = 10_000
HOUR: Final = 3_600


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a budget, with the fee of the agreement for them in minor units, None if unknown."""

    first: date
    last: date
    fee: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """Time at no charge: seconds, their value at the rate card in minor units, and the seconds that have no rate."""

    seconds: int = 0
    standard: int = 0
    unpriced_seconds: int = 0

    def __add__(self, other: "Given") -> "Given":
        return Given(
            self.seconds + other.seconds,
            self.standard + other.standard,
            self.unpriced_seconds + other.unpriced_seconds,
        )


def budget_of(fee: int | None, share: int, seconds: int, rate: Decimal | None, currency: str) -> int | None:
    """Return the larger of a share of the fee (basis points) and some hours at their rate. None: neither is known."""
    known = [
        *([part_of(fee, Fraction(share, BASIS_POINTS))] if fee is not None else ()),
        *([round_half_even(seconds * rate / HOUR, currency)] if rate is not None else ()),
    ]
    return max(known, default=None)


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the calendar quarter that contains a date."""
    first = month_of(day) - (day.month - 1) % 3
    return first_day(first), last_day(first + 2)


def needs_director(
    value: int | None, seconds: int, *, left: int | None, most_value: int | None, most_seconds: int
) -> bool:  # fmt: skip
    """Return whether the director agrees to work at no charge: above what is left, or above the manager's limits.

    A value that isn't known is held against the hours only.
    """
    above_left = left is not None and value is not None and value > left
    above_value = most_value is not None and value is not None and value > most_value
    return above_left or above_value or seconds > most_seconds
