"""Pure rules of availability: a discipline's hours left in a week against a brief's need (product.md, J1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.shared.money import largest_remainder

YES: Final = "yes"
TIGHT: Final = "tight"
NO: Final = "no"
WEEK: Final = timedelta(days=7)
SHOWN: Final = 6
MOST: Final = 12
"""Most weeks considered. A longer job is checked for its first twelve."""

Cells = Mapping[tuple[int, date], int]


@dataclass(frozen=True, slots=True)
class Week:
    """A discipline's week: seconds left after planned work and days off (negative if overbooked), and needed."""

    monday: date
    left: int
    needed: int
    answer: str


def monday_of(day: date) -> date:
    """Return the Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(begins: date | None, ends: date | None, today: date) -> list[date]:
    """Return the Mondays from today, or a later start, to the end date. Without one, return six."""
    first = monday_of(max(begins or today, today))
    last = monday_of(ends) if ends and monday_of(ends) >= first else first + (SHOWN - 1) * WEEK
    return [first + at * WEEK for at in range(min((last - first).days // 7 + 1, MOST))]


def answer(left: int, needed: int) -> str:
    """Return yes where the rest covers the need, tight where it covers at least half, else no."""
    if left >= needed:
        return YES
    return TIGHT if left > 0 and left * 2 >= needed else NO


def spread(seconds: int, weeks: Sequence[date]) -> dict[date, int]:
    """Spread seconds evenly over weeks. The remainder goes to the first ones, so that they add up exactly."""
    share, over = divmod(seconds, len(weeks)) if weeks else (0, 0)
    return {monday: share + (at < over) for at, monday in enumerate(weeks)}


def free(needs: Mapping[int, int], weeks: Sequence[date], capacity: Cells, demand: Cells) -> dict[int, list[Week]]:
    """Return each discipline's weeks: capacity less known demand, against the need spread over the weeks."""
    found = {}
    for discipline, seconds in needs.items():
        needed = spread(seconds, weeks)
        rows = [
            (monday, capacity.get((discipline, monday), 0) - demand.get((discipline, monday), 0)) for monday in weeks
        ]
        found[discipline] = [Week(day, left, needed[day], answer(left, needed[day])) for day, left in rows]
    return found


def cut_to(capacity: Cells, whole: Cells, demand: Cells) -> dict[tuple[int, date], int]:
    """Return the share of the demand that falls into the part of each week that is left of its `whole` capacity."""
    return {
        key: seconds * capacity.get(key, 0) // whole[key] if whole.get(key) else seconds
        for key, seconds in demand.items()
    }


def total(weeks: Sequence[Week]) -> Week:
    """Return the weeks of a discipline as one. Overbooked time in one week doesn't reduce another."""
    left, needed = sum(max(week.left, 0) for week in weeks), sum(week.needed for week in weeks)
    return Week(weeks[0].monday, left, needed, answer(left, needed))


def shared_out(left: int, capacities: Mapping[int, int]) -> dict[int, int]:
    """Share a discipline's free seconds among its people by their capacity, to the second, never below 0."""
    whole = sum(capacities.values())
    if left <= 0 or not whole:
        return dict.fromkeys(capacities, 0)
    return dict(zip(capacities, largest_remainder(left, list(capacities.values())), strict=True))


def added(cells: Iterable[Cells]) -> dict[tuple[int, date], int]:
    """Add up several demands."""
    found: dict[tuple[int, date], int] = {}
    for one in cells:
        for key, seconds in one.items():
            found[key] = found.get(key, 0) + seconds
    return found
