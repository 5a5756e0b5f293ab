"""Is anyone free? Hours of a discipline left in a week against what a brief needs (product.md, J1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

YES: Final = "yes"
TIGHT: Final = "tight"
NO: Final = "no"
WEEK: Final = timedelta(days=7)
SHOWN: Final = 6
MOST: Final = 12
"""Weeks at most; a job that lasts longer is looked at in its first twelve."""

Cells = Mapping[tuple[int, date], int]


@dataclass(frozen=True, slots=True)
class Week:
    """A discipline in a week: seconds left after planned work and days off (below 0: over), and seconds needed."""

    monday: date
    left: int
    needed: int
    answer: str


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(begins: date | None, ends: date | None, today: date) -> list[date]:
    """The Mondays to look at: from today or the later beginning to the end; six weeks where none is known."""
    first = monday_of(max(begins or today, today))
    last = monday_of(ends) if ends and monday_of(ends) >= first else first + (SHOWN - 1) * WEEK
    return [first + at * WEEK for at in range(min((last - first).days // 7 + 1, MOST))]


def answer(left: int, needed: int) -> str:
    """Yes where what is left covers the need, tight where it covers at least half, else no. Needing nothing is yes."""
    if left >= needed:
        return YES
    return TIGHT if left > 0 and left * 2 >= needed else NO


def spread(seconds: int, weeks: Sequence[date]) -> dict[date, int]:
    """Seconds spread evenly over weeks; they add up exactly, what does not divide goes to the first ones."""
    share, over = divmod(seconds, len(weeks)) if weeks else (0, 0)
    return {monday: share + (at < over) for at, monday in enumerate(weeks)}


def free(needs: Mapping[int, int], weeks: Sequence[date], capacity: Cells, demand: Cells) -> dict[int, list[Week]]:
    """By discipline, each week: capacity less known demand, against the need spread over the weeks."""
    found = {}
    for discipline, seconds in needs.items():
        needed = spread(seconds, weeks)
        rows = [
            (monday, capacity.get((discipline, monday), 0) - demand.get((discipline, monday), 0)) for monday in weeks
        ]
        found[discipline] = [Week(day, left, needed[day], answer(left, needed[day])) for day, left in rows]
    return found


def added(cells: Iterable[Cells]) -> dict[tuple[int, date], int]:
    """Several demands as one."""
    found: dict[tuple[int, date], int] = {}
    for one in cells:
        for key, seconds in one.items():
            found[key] = found.get(key, 0) + seconds
    return found
