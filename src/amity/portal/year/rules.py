"""What is spent and left of an agreement, from the months that finance has closed. Pure.

A month that isn't closed, or whose revenue was unknown when it was, makes a sum unknown rather than too small.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from amity.shared.dates.periods import months_between


@dataclass(frozen=True, slots=True)
class Spending:
    """The closed months of an agreement that began in the month `first`: revenue without billed expenses, in minor
    units, None if unknown.

    `closed` are all closed months of the agency (YYYYMM). One without revenue earned nothing.
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


def without_expenses(
    months: Mapping[int, tuple[int | None, int]], first: int | None, closed: Collection[int]
) -> dict[int, int | None]:
    """Return the revenue of each month without the expenses billed in it.

    `months` are pairs: the revenue of the month, and all expenses billed up to its end. What was billed in a month
    isn't known where one before it isn't closed.
    """
    found: dict[int, int | None] = {}
    billed_before, last = 0, first
    for month, (revenue, billed) in sorted(months.items()):
        own = billed - billed_before
        is_known = not own or (last is not None and all(one in closed for one in months_between(last, month)))
        found[month] = revenue - own if revenue is not None and is_known else None
        billed_before, last = billed, month
    return found


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


def total(found: Collection[int | None]) -> int | None:
    """Return the sum of some amounts, or None if there are none or one of them is unknown."""
    return _sum(found) if found else None
