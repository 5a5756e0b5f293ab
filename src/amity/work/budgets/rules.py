"""What is used of a budget and whether it leads over it, and a margin with its target. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from amity.shared.shares import Band, whole_percent

HOURS: Final = "hours"
UNITS: Final = "units"

NEARLY_USED: Final = 90
"""Percent of a budget from which work without both its dates is heading over it."""
LEEWAY: Final = 105
"""Percent of the budget that an even pace may reach: as for retainers, 5% above is on pace."""
EARLY: Final = Fraction(1, 4)
"""Before a quarter of the days is gone, a pace says nothing."""

Heading = Literal["", "watch", "over"]


@dataclass(frozen=True, slots=True)
class Use:
    """What is used of a budget, in seconds, units or minor units of the currency that `unit` names.

    `budget` is None where none is known. `since` and `until` bound the period of a retainer. `shared` is how many other
    projects draw on the same budget. `heading` says whether it is over, or would be at this pace.
    """

    used: int = 0
    budget: int | None = None
    unit: str = HOURS
    since: date | None = None
    until: date | None = None
    shared: int = 0
    heading: Heading = ""

    @property
    def percent(self) -> int | None:
        """Return the share used in whole percent, rounded down; None without a budget."""
        return whole_percent(self.used, self.budget)

    @property
    def share(self) -> int | None:
        """Return the same in basis points."""
        return None if self.percent is None else 100 * self.percent


@dataclass(frozen=True, slots=True)
class MarginToTarget:
    """A margin in basis points, None where it is hidden or unknown, and how it compares with its target.

    `estimated` is one of planned hours; `bound` is exact, at_most, at_least or of_known. `why_not` is the code of the
    reason why it is unknown. `too_early`: too little is done to compare it.
    """

    share: int | None
    target: int
    band: Band | None
    estimated: bool = False
    bound: str = "exact"
    why_not: str = ""
    too_early: bool = False

    @property
    def known_share(self) -> int | None:
        """Return the margin, None where it is unknown or too early to say."""
        return None if self.too_early else self.share

    @property
    def gap(self) -> int | None:
        """Return how far the margin is above its target, below 0 where it is below, None where that can't be said."""
        return None if self.known_share is None else self.known_share - self.target


def heading(used: int, budget: int | None, gone: Fraction | None, *, going: bool) -> Heading:
    """Return whether a budget is over, or would be at this pace while the work is going on.

    `gone` is the part of its days that is gone; None where they are not known. Then 90% used is near enough.
    """
    if not budget or budget < 0:
        return ""
    if used > budget:
        return "over"
    if not going or not used:
        return ""
    if gone is None or gone <= 0:
        return "watch" if used * 100 >= budget * NEARLY_USED else ""
    ahead = gone >= EARLY and used * 100 > budget * LEEWAY * min(gone, Fraction(1))
    return "watch" if ahead or (used == budget and gone < 1) else ""


def days_gone(days: Sequence[date], today: date) -> Fraction | None:
    """Return the part of some days that is gone, today included; None where there are none."""
    return Fraction(sum(1 for day in days if day <= today), len(days)) if days else None
