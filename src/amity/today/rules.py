"""How cards are ranked (domain.md, "Today"). Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.shared.money import Money

LEAST: Final = 1
"""The effect of what nobody knows the effect of."""
MOST: Final = 5
LARGER: Final = 8
SMALLER: Final = 4
LATE: Final = 30
URGENCY: Final = ((0, 28), (1, 24), (2, 20), (3, 16), (7, 12), (14, 8), (30, 4))
"""Urgency by the days until something is due. What is late has `LATE`, what is due later or has no date has 0."""
TIERS: Final = {"A": 6, "B": 4, "C": 2}
MOST_WEIGHT: Final = 10
SHARE_OF_WEIGHT: Final = 200
"""Basis points of the agency's net fees for one point of weight: an account of 20% has the most."""
OPEN: Final = 3
SHOWN: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What an account weighs: its tier, and its yearly net fees and their share of the agency's, None where unknown."""

    tier: str = ""
    yearly: Money | None = None
    share: int | None = None

    @property
    def points(self) -> int:
        """Return the larger of tier and share, 0 to 10. What is unknown adds nothing."""
        by_share = min(MOST_WEIGHT, max(0, self.share or 0) // SHARE_OF_WEIGHT)
        return max(TIERS.get(self.tier, 0), by_share)


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects on the client and on the agency, 1 to 5."""

    client: int
    agency: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A rank with all that it follows from. `days` are those until it is due, below 0 where it is late."""

    effects: Effects
    urgency: int
    weight: int
    days: int | None = None

    @property
    def larger(self) -> int:
        """Return the larger effect."""
        return max(self.effects.client, self.effects.agency)

    @property
    def smaller(self) -> int:
        """Return the smaller effect."""
        return min(self.effects.client, self.effects.agency)

    @property
    def total(self) -> int:
        """Return the rank: 8 × larger effect + 4 × smaller effect + urgency + account weight."""
        return LARGER * self.larger + SMALLER * self.smaller + self.urgency + self.weight


def urgency(due: date | None, today: date) -> int:
    """Return the urgency of something due on a date, 0 to 30."""
    if due is None:
        return 0
    days = (due - today).days
    return LATE if days < 0 else next((points for most, points in URGENCY if days <= most), 0)


def rank(own: Effects, due: date | None, today: date, weight: Weight) -> Rank:
    """Return the rank of an item with these effects on an account of this weight."""
    days = (due - today).days if due else None
    return Rank(effects=own, urgency=urgency(due, today), weight=weight.points, days=days)
