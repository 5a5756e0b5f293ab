"""The pace of a project's time, and the day its budget runs out at that pace."""

from collections.abc import Sequence
from datetime import date, timedelta

Day = tuple[date, int]
"""A day and the seconds worked on it."""
PACE_DAYS = 28
FURTHEST = 730
"""Days ahead. A later date says only that hardly anyone works on it."""


def pace_of(days: Sequence[Day]) -> float:
    """Return seconds a day over the four weeks to the last day with time."""
    if not days:
        return 0.0
    since = days[-1][0] - timedelta(days=PACE_DAYS)
    return sum(seconds for day, seconds in days if day > since) / PACE_DAYS


def day_of(days: Sequence[Day], seconds: float) -> date | None:
    """Return the day by which so many seconds are used in all, at the present pace. None: past, or too far off."""
    left, pace = seconds - sum(worked for _day, worked in days), pace_of(days)
    if left <= 0 or not pace or left / pace > FURTHEST:
        return None
    return days[-1][0] + timedelta(days=round(left / pace))
