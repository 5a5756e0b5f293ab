"""Pure rules of the rhythm: on which days projects are asked about."""

from datetime import date, timedelta
from typing import Final

WEEKLY: Final = "weekly"
FORTNIGHTLY: Final = "fortnightly"
OFF: Final = "off"
RHYTHMS: Final = (WEEKLY, FORTNIGHTLY, OFF)
WEEKDAYS: Final = range(7)
FRIDAY: Final = 4
LATE_DAYS: Final = 2
"""A round that no job began on its day can still begin this many days later."""
LINK_DAYS: Final = 7


def round_on(rhythm: str, weekday: int, today: date) -> date | None:
    """Return the day of the round that runs today, the latest one up to today, None where no one is asked.

    Monday is 0. A fortnightly round is in every second week, the same for all projects.
    """
    if rhythm == OFF:
        return None
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    return day - timedelta(days=7) if rhythm == FORTNIGHTLY and not _in_second_week(day) else day


def next_round(rhythm: str, weekday: int, today: date) -> date | None:
    """Return the day of the first round after today, None where no one is asked."""
    found = round_on(rhythm, weekday, today)
    return found + timedelta(days=14 if rhythm == FORTNIGHTLY else 7) if found else None


def begins(day: date | None, today: date) -> bool:
    """Return whether a round can begin today."""
    return day is not None and 0 <= (today - day).days <= LATE_DAYS


def link_until(day: date) -> date:
    """Return the last day on which the links of a round work."""
    return day + timedelta(days=LINK_DAYS)


def _in_second_week(day: date) -> bool:
    return (day.toordinal() - 1) // 7 % 2 == 0
