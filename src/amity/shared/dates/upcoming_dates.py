"""Upcoming dates with reminders 90, 60 and 30 days ahead."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

REMINDER_DAYS: Final = (90, 60, 30)
"""Days before a date on which people are reminded, the earliest first."""


@dataclass(frozen=True, slots=True)
class UpcomingDate:
    """An upcoming date: what happens, how many days away (below zero: past), and the step of
    `REMINDER_DAYS` reached.
    """

    what: str
    on: date
    days: int
    step: int


def upcoming_date(what: str, on: date | None, today: date, *, past: bool = False) -> UpcomingDate | None:
    """Return a date at most 90 days ahead, or None. A past date is returned only with `past`."""
    if on is None:
        return None
    days = (on - today).days
    if days > REMINDER_DAYS[0] or (days < 0 and not past):
        return None
    step = min((step for step in REMINDER_DAYS if days <= step), default=REMINDER_DAYS[-1])
    return UpcomingDate(what, on, days, step)


def range_ahead(today: date, days: int) -> tuple[date, date]:
    """Return today and the date that many days ahead."""
    return today, today + timedelta(days=days)
