"""Money in integer minor units with a currency. An hourly rate has four decimals of the major unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were combined."""


class UnknownCurrency(ValueError):
    """A currency code that no currency table lists."""


@cache
def decimals(currency: str) -> int:
    """Return the decimals of a currency by the CLDR table: 2 for EUR, 0 for JPY, 3 for KWD.

    Raises `UnknownCurrency` for a code the table does not list.
    """
    if currency not in get_global("all_currencies"):
        raise UnknownCurrency(currency)
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: `minor` units (cents) of one currency. Adding two currencies raises `CurrencyMismatch`."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    @property
    def major(self) -> Decimal:
        """The amount in major units, exactly: 1234 minor EUR is 12.34."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor


@dataclass(frozen=True, slots=True)
class Rate:
    """An hourly rate or hourly cost in major units, with four decimals."""

    per_hour: Decimal
    currency: str


def round_half_even(amount: Decimal, currency: str) -> int:
    """Return minor units of `amount` (major units), half to even. The only place where money is rounded."""
    return int(amount.scaleb(decimals(currency)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` by `weights` (all >= 0) so that the parts add up exactly. Ties go to the earlier part.

    A part with weight 0 gets 0. If all weights are 0, every part is 0 and the caller keeps the total.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    sign = -1 if total < 0 else 1
    parts = [divmod(abs(total) * weight, whole) for weight in weights]
    left = abs(total) - sum(part for part, _ in parts)
    order = sorted(range(len(weights)), key=lambda place: (-parts[place][1], place))
    bonus = set(order[:left])
    return [sign * (part + (place in bonus)) for place, (part, _) in enumerate(parts)]


def part_of(minor: int, share: Fraction) -> int:
    """Return `share` of an amount in minor units, rounded once, half to even: 1/3 of 100 is 33."""
    return quotient(minor * share.numerator, share.denominator)


def quotient(product: int, divisor: int) -> int:
    """Return `product` ÷ `divisor` rounded once, half to even. The divisor must be above 0."""
    whole, rest = divmod(product, divisor)
    twice = 2 * rest
    return whole + (twice > divisor or (twice == divisor and whole % 2 == 1))
