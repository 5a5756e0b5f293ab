"""Figures: every amount, share and rate of the part, with the inputs it was calculated from."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from amity.shared.money import part_of
from amity.shared.shares import BasisPoints

Unit = Literal[
    "minor", "minor_per_hour", "seconds", "basis_points", "pieces", "days", "count", "rate", "month", "day", "code"
]
Bound = Literal["exact", "at_most", "at_least", "of_known"]

HOUR = 3_600
"""Seconds of an hour."""


class Input(NamedTuple):
    """An input of a figure: a label code, its value and unit, its source and its date.

    `value` is None if the input is not known. `currency` is set for amounts and prices only.
    """

    label: str
    value: int | Decimal | date | None
    unit: Unit
    source: str = ""
    as_of: date | None = None
    currency: str = ""


class Figure(NamedTuple):
    """A number with its unit and inputs, or None with the code of the reason why it is unknown.

    `bound` qualifies the value: exact, "at most", "at least", or only of what is known.
    """

    value: int | None
    unit: Unit
    why_not: str | None = None
    inputs: tuple[Input, ...] = ()
    currency: str = ""
    bound: Bound = "exact"

    @property
    def known(self) -> bool:
        """Return whether there is a number at all. 0 is a number, None is not."""
        return self.value is not None

    def amount_of(self, label: str) -> int:
        """Return the sum of the whole numbers among the inputs of a label, 0 without one."""
        return sum(one.value for one in self.inputs if one.label == label and isinstance(one.value, int))

    def opened(self, *more: Input) -> "Figure":
        """Return the figure with more inputs."""
        return self._replace(inputs=self.inputs + more)


def amount(value: int, currency: str, inputs: Iterable[Input] = (), bound: Bound = "exact") -> Figure:
    """Return a known amount in minor units."""
    return Figure(value, "minor", None, tuple(inputs), currency, bound)


def unknown(why_not: str, unit: Unit, inputs: Iterable[Input] = (), currency: str = "") -> Figure:
    """Return a figure without a value, with the reason's code and the known inputs."""
    return Figure(None, unit, why_not, tuple(inputs), currency)


def basis_points(part: int, whole: int) -> int:
    """Return `part` ÷ `whole` in basis points, half to even, exact when shown. `whole` must not be 0."""
    return BasisPoints.of(Fraction(part, whole))


def per_hour(minor: int, seconds: int) -> int:
    """Return minor units an hour for an amount over a time, half to even. `seconds` must not be 0."""
    return part_of(HOUR, Fraction(minor, seconds))


def for_time(seconds: int, minor_per_hour: int) -> int:
    """Return minor units for a time at a whole number of minor units an hour, half to even."""
    return part_of(seconds, Fraction(minor_per_hour, HOUR))
