"""Shares of a whole, rounded to whole basis points for storage and comparison, and exact when they are shown."""

from fractions import Fraction
from typing import Final, Literal

from amity.shared.money import quotient

WHOLE: Final = 10_000
"""Basis points of a whole: 10,000 is 100%."""
JUST_BELOW: Final = 200
"""Up to 2 points below its target, a margin is just below it."""
Band = Literal["well", "watch", "unwell"]


def whole_percent(part: int, whole: int | None) -> int | None:
    """Return a part in whole percent, rounded down, so that only what is used up is 100%. None of nothing."""
    return 100 * part // whole if whole and whole > 0 else None


def target_band(share: int, target: int) -> Band:
    """Return how a share compares with its target, as pages colour it: reached, up to 2 points below, further below."""
    if share >= target:
        return "well"
    return "watch" if share >= target - JUST_BELOW else "unwell"


def seen_band(share: int, target: int, *, sees_margin: bool) -> Band:
    """Return the band as a reader may see it: without the margin only whether it is reached, so never the worst."""
    band = target_band(share, target)
    return band if sees_margin or band == "well" else "watch"


class BasisPoints(int):
    """A share in whole basis points that has its exact value too, so that a page rounds it once: 59.5477% is 59.5%."""

    share: Fraction

    @classmethod
    def of(cls, share: Fraction) -> "BasisPoints":
        """Return a share as basis points, half to even."""
        found = cls(quotient(share.numerator * WHOLE, share.denominator))
        found.share = share
        return found

    @property
    def exact(self) -> Fraction:
        """The share in basis points before rounding."""
        return self.share * WHOLE


def exact(basis_points: int) -> Fraction:
    """Return basis points before rounding, if that is known."""
    return basis_points.exact if isinstance(basis_points, BasisPoints) else Fraction(basis_points)


def ratio(basis_points: int) -> tuple[int, int]:
    """Return a share as numerator and denominator, before rounding if that is known."""
    return basis_points.share.as_integer_ratio() if isinstance(basis_points, BasisPoints) else (basis_points, WHOLE)
