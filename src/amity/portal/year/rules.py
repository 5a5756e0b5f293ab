"""What is spent and left of an agreement, from the months that finance has closed. Pure.

A month that isn't closed, or whose fees were unknown when it was, makes a sum unknown rather than too small.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from amity.shared.dates.periods import months_between


@dataclass(frozen=True, slots=True)
class Spending:
    """The closed months of an agreement that began in the month `first`: fees in minor units, None if unknown.

    `closed` are all closed months of the agency (YYYYMM). One without fees earned nothing.
    """

    first: int | None
    months: Mapping[int, int | None] = field(default_factory=dict)
    closed: Collection[int] = ()

    def spent_in(self, year: int) -> int | None:
        """Return what was spent in the closed months of a year, or None if one of them is unknown."""
        found = [minor for month, minor in self.months.items() if month // 100 == year]
        return _sum(found)

    def spent(self) -> int | None:
        """Return what was spent since the beginning, or None unless every month from then on is closed and known."""
        if self.first is None:
            return None
        if not self.closed or max(self.closed) < self.first:
            return 0
        if any(month not in self.closed for month in months_between(self.first, max(self.closed))):
            return None
        return _sum(list(self.months.values()))

    def left_of(self, agreed: int | None) -> int | None:
        """Return what is left of an amount, less than 0 if more was spent. None if either is unknown."""
        spent = self.spent()
        return None if agreed is None or spent is None else agreed - spent


def rows_of(months: Sequence[int]) -> list[list[int]]:
    """Return months of one year (YYYYMM, sorted), divided wherever one is missing."""
    rows: list[list[int]] = []
    for month in months:
        if rows and month == rows[-1][-1] + 1:
            rows[-1].append(month)
        else:
            rows.append([month])
    return rows


def _sum(found: Collection[int | None]) -> int | None:
    known = [minor for minor in found if minor is not None]
    return sum(known) if len(known) == len(found) else None
