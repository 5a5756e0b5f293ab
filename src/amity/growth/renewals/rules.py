"""Pure rules of renewals: the quarter of a date, and what an agreement is worth a year."""

from datetime import date
from typing import Final

QUARTERS: Final = 4
"""Quarters shown, the current one first."""
DAYS_OF_A_YEARS_INVOICES: Final = 330
"""Monthly invoices of a year have their first at least so many days ago."""
MONTHS_INVOICED: Final = 11
"""A year of monthly invoices may miss one: the last month is often invoiced later."""
INVOICED: Final = "invoiced"
PARTLY_INVOICED: Final = "partly_invoiced"
TERMS: Final = "terms"
"""What an agreement's yearly worth is based on."""
Quarter = tuple[int, int]
"""Year and number of a calendar quarter."""


def quarter_of(day: date) -> Quarter:
    """Return the calendar quarter of a date."""
    return day.year, (day.month + 2) // 3


def quarters_from(today: date) -> list[Quarter]:
    """Return the current quarter and the next three."""
    year, number = quarter_of(today)
    places = [year * 4 + number - 1 + step for step in range(QUARTERS)]
    return [(place // 4, place % 4 + 1) for place in places]


def last_day_of(quarter: Quarter) -> date:
    """Return the last day of a quarter."""
    year, number = quarter
    month = number * 3
    return date(year, month, 31 if month in (3, 12) else 30)


def worth(fee: int | None, value: int | None, *, is_monthly: bool) -> int | None:
    """Return what an agreement is worth a year in minor units: twelve monthly fees, or its whole value."""
    if is_monthly:
        return None if fee is None else fee * 12
    return value


def covers_a_year(first: date, dates: int, today: date, *, is_monthly: bool) -> bool:
    """Return whether invoices on some dates since `first` are a whole year's. A monthly fee needs one each month."""
    return (today - first).days >= DAYS_OF_A_YEARS_INVOICES and (not is_monthly or dates >= MONTHS_INVOICED)


def notice_is_near(notice_on: date | None, today: date, days: int) -> bool:
    """Return whether the last day to give notice comes within so many days."""
    return notice_on is not None and 0 <= (notice_on - today).days <= days
