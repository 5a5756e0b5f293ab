"""The month and the quarter whose margins are shown: one that has hardly begun gives way to the last one."""

from datetime import date
from typing import Final

from amity.profitability.period.rules import period
from amity.retainers.pace.rules import is_too_early
from amity.shared.dates.periods import first_day, month_of, previous_month

QUARTER: Final = 3
DAYS: Final = 91
"""Days of a quarter."""


def month_shown(today: date) -> int:
    """Return this month, or the last one in the first fifth of this."""
    this = month_of(today)
    return previous_month(this) if period(this, this, today).hardly_begun else this


def quarter_shown(today: date) -> tuple[int, int]:
    """Return the first month of this quarter, and the month shown; or both ends of the last in its first fifth."""
    first, last = _first_of_quarter(month_of(today)), month_shown(today)
    if is_too_early((today - first_day(first)).days, DAYS):
        last = previous_month(first)
    return _first_of_quarter(last), last


def _first_of_quarter(month: int) -> int:
    return month - (month % 100 - 1) % QUARTER


def number_of_quarter(month: int) -> int:
    """Return which quarter of its year a month is in, from 1 to 4."""
    return (month % 100 - 1) // QUARTER + 1
