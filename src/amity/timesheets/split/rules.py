"""Rules of the standing split: the plan of a week, the time still open, and the days to log it on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

WEEK: Final = 5
"""Working days a week. A share is a fifth of itself on each of them."""
MINUTE: Final = 60


def planned(weekly: int, working_days: int) -> int:
    """Return the seconds of a weekly share in a span with these working days. Holidays shorten it. Rounded down."""
    return weekly * working_days // WEEK


def still_open(plan: int, logged: int) -> int:
    """Return the seconds missing from the plan after what was logged by hand, at least 0."""
    return max(plan - logged, 0)


def spread(seconds: int, days: Sequence[date], logged: Mapping[date, int]) -> dict[date, int]:
    """Spread an amount over working days as evenly as possible, in whole minutes but for the rest.

    Days with less logged get more. The remainder below a minute goes to the last day. No day gets less than 0, days
    with 0 are left out, and the parts sum to the amount.
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


def spread_in_room(
    seconds: int, days: Sequence[date], logged: Mapping[date, int], room: Mapping[date, int] | None
) -> dict[date, int]:
    """Spread an amount over working days as `spread` does, but on days with room first, up to their room.

    What has no room is spread over all days. Without `room` every day has it.
    """
    if room is None:
        return spread(seconds, days, logged)
    parts: dict[date, int] = {}
    left, free = seconds, dict(room)
    while left and (with_room := [day for day in days if free.get(day, 0) > 0]):
        on = {day: logged.get(day, 0) + parts.get(day, 0) for day in with_room}
        for day, wanted in spread(min(left, sum(free[day] for day in with_room)), with_room, on).items():
            part = min(wanted, free[day])
            parts[day] = parts.get(day, 0) + part
            free[day] -= part
            left -= part
    on = {day: logged.get(day, 0) + parts.get(day, 0) for day in days}
    for day, part in spread(left, days, on).items():
        parts[day] = parts.get(day, 0) + part
    return parts


def fitting(wanted: Sequence[int], room: int | None) -> list[int]:
    """Return how much of each amount fits into the room together, each by its share of what is wanted."""
    whole = sum(wanted)
    if room is None or whole <= room:
        return list(wanted)
    return [one * room // whole // MINUTE * MINUTE for one in wanted]


def _level(seconds: int, logged: Sequence[int]) -> int:
    """Return the level to which an amount fills unevenly filled days, rounded down."""
    heights = sorted(logged)
    for count, height in enumerate(heights, 1):
        after = heights[count] if count < len(heights) else None
        filled = seconds + sum(heights[:count])
        if after is None or filled <= after * count:
            return max(filled // count, height)
    raise AssertionError("unreachable")
