"""How a standing split becomes time: what is planned for a week, what is still open, and on which days it falls."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

WEEK: Final = 5
"""Working days a week: a share is a fifth of itself on each of them."""
MINUTE: Final = 60


def planned(weekly: int, working_days: int) -> int:
    """Seconds of a weekly share in a span with so many working days: holidays shorten it. Rounded down."""
    return weekly * working_days // WEEK


def still_open(plan: int, logged: int) -> int:
    """Seconds that top up what was logged by hand to the plan; never below 0: more than planned stays as it is."""
    return max(plan - logged, 0)


def spread(seconds: int, days: Sequence[date], logged: Mapping[date, int]) -> dict[date, int]:
    """An amount over working days so that they come out as even as they can, in whole minutes but for the rest.

    Days with less logged get more. What no minute holds goes to the last day. No day gets less than nothing, days
    with nothing are left out, and the parts sum to the amount.
    """
    if not days or seconds <= 0:
        return {}
    level = _level(seconds, [logged.get(day, 0) for day in days])
    parts = {day: max(level - logged.get(day, 0), 0) // MINUTE * MINUTE for day in days}
    rest = seconds - sum(parts.values())
    for day in sorted(days, key=lambda day: (parts[day] == 0, day)):
        if rest < MINUTE:
            break
        parts[day] += MINUTE
        rest -= MINUTE
    last = max((day for day in days if parts[day]), default=days[-1])
    parts[last] += rest
    return {day: part for day, part in parts.items() if part}


def _level(seconds: int, logged: Sequence[int]) -> int:
    """The height to which an amount fills days that are filled unevenly already, rounded down."""
    heights = sorted(logged)
    for count, height in enumerate(heights, 1):
        after = heights[count] if count < len(heights) else None
        filled = seconds + sum(heights[:count])
        if after is None or filled <= after * count:
            return max(filled // count, height)
    raise AssertionError("unreachable")
