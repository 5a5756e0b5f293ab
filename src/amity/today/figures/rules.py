"""The month and the quarter whose margins are shown: one that has hardly begun gives way to the last one."""

from datetime import date
from typing import Final

from amity.retainers.pace.rules import is_too_early
from amity.shared.dates.periods import first_day, last_day, month_of, previous_month

QUARTER: Final = 3
DAYS: Final = 91
"""Days of a quarter."""


def month_shown(today: date) -> int:
    """Return this month, or the last one in the first fifth of this."""
    this = month_of(today)
    return previous_month(this) if is_too_early(today.day - 1, last_day(this).day) else this


def quarter_shown(today: date) -> tuple[int, int]:
    """Return the first month of this quarter, and this month; or both ends of the last quarter in its first fifth."""
    this = month_of(today)
    first = _first_of_quarter(this)
    if is_too_early((today - first_day(first)).days, DAYS):
        this = previous_month(first)
    return _first_of_quarter(this), this


def _first_of_quarter(month: int) -> int:
    return month - (month % 100 - 1) % QUARTER


def number_of_quarter(month: int) -> int:
    """Return which quarter of its year a month is in, from 1 to 4."""
    return (month % 100 - 1) // QUARTER + 1
