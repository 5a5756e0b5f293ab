"""The expected end of a period at its pace, by working days, and a range based on earlier periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from amity.shared.money import part_of

LOOKED_AT: Final = 6
"""Earlier periods that determine the range of the estimate."""

BELOW: Final = 7_000
"""Expected use below 70% of what is included is below pace, the same limit as under-served."""

TOO_EARLY: Final = Fraction(1, 5)
"""The share of working days before which a pace says too little to expect an end from it."""

EARLY: Final = Fraction(1, 3)
"""The share of working days before which no period is called below pace."""

FEWEST: Final = 3
"""Fewer earlier periods give no range."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier period: what had been used after the same share of its working days, and in the end."""

    by_then: int
    in_the_end: int


@dataclass(frozen=True, slots=True)
class Pace:
    """`used` in `gone` of `days` working days. `expected` at the end, between `low` and `high`, or None if
    not known.
    """

    used: int
    gone: int
    days: int
    expected: int | None
    low: int | None = None
    high: int | None = None

    @property
    def share_gone(self) -> Fraction:
        """The share of working days that have passed."""
        return Fraction(self.gone, self.days) if self.days else Fraction(1)


def pace(used: int, gone: int, days: int, past: Sequence[Past] = ()) -> Pace:
    """Return the pace: used ÷ working days gone × working days. Nothing is expected before the first day.

    The range: each earlier period's end compared with the forecast of its own pace at the same share of its days. The
    lowest and the highest of these ratios, times what is expected now. The end is never below what is used already.
    """
    if not gone or not days:
        return Pace(used, gone, days, None)
    expected = part_of(used, Fraction(days, gone))
    ratios = [
        Fraction(one.in_the_end * gone, one.by_then * days)
        for one in past[-LOOKED_AT:]
        if one.by_then and one.in_the_end
    ]
    if not used or gone >= days or len(ratios) < FEWEST:
        return Pace(used, gone, days, expected)
    low, high = (max(part_of(expected, ratio), used) for ratio in (min(ratios), max(ratios)))
    return Pace(used, gone, days, expected, min(low, expected), max(high, expected))


def is_too_early(gone: int, days: int) -> bool:
    """Return whether too few of a period's working days have passed to expect an end from its pace: under a fifth."""
    return gone < days * TOO_EARLY


def once_known(seen: Pace) -> Pace:
    """Return the pace as it can be shown: nothing is expected from it while it is too early."""
    return replace(seen, expected=None, low=None, high=None) if is_too_early(seen.gone, seen.days) else seen


def with_due(expected: int | None, used: int, due: int) -> int | None:
    """Return the use expected at the end of a period: at its pace, or with what is due by then if that is more."""
    return max(expected or 0, used + due) if due else expected


def expected_overage(expected: int, used: int, there: int) -> int:
    """Return what is expected beyond what is available. Up to 1% more is on track, unless it is used already."""
    more = max(expected - there, 0)
    return more if used > there or more * 100 > there else 0


def below_pace(seen: Pace, included: int) -> bool:
    """Return whether a period is expected to use less than 70% of what is included, once a third of its
    days is gone.
    """
    early = seen.expected is None or seen.share_gone < EARLY
    return not early and (seen.expected or 0) * 10_000 < included * BELOW


def same_share(gone: int, days: int, of: int) -> int:
    """Return how many of `of` working days are the same share as `gone` of `days`, rounded up."""
    return -(-gone * of // days) if days else of


def even(there: int, gone: int, days: int) -> int:
    """Return what an even pace would have used by now."""
    return part_of(there, Fraction(gone, days)) if days else there
