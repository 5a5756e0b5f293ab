"""Months as whole numbers YYYYMM: they sort, index and compare the same in Python, SQLite and PostgreSQL."""

import calendar
from collections.abc import Iterator
from datetime import date
from functools import lru_cache


def month_of(day: date) -> int:
    """Return the month of a date: 2026-11-25 is 202611."""
    return day.year * 100 + day.month


@lru_cache(maxsize=4_096)
def first_day(month: int) -> date:
    """Return the first day of a month in the form YYYYMM."""
    return date(month // 100, month % 100, 1)


@lru_cache(maxsize=4_096)
def last_day(month: int) -> date:
    """Return the last day of a month in the form YYYYMM."""
    year, number = divmod(month, 100)
    return date(year, number, calendar.monthrange(year, number)[1])


@lru_cache(maxsize=4_096)
def next_month(month: int) -> int:
    """Return the following month: 202701 for 202612."""
    return month + 89 if month % 100 == 12 else month + 1


def previous_month(month: int) -> int:
    """Return the month before: 202612 for 202701."""
    return month - 89 if month % 100 == 1 else month - 1


def written(month: int) -> str:
    """Return a month as URLs and file names write it: "2026-11" for 202611."""
    return f"{month // 100}-{month % 100:02d}"


def months_back(month: int, count: int) -> int:
    """Return the month `count` months before `month`."""
    for _ in range(count):
        month = previous_month(month)
    return month


def months_between(first: int, last: int) -> Iterator[int]:
    """Yield every month from `first` to `last`, both included, or none if `last` is earlier."""
    while first <= last:
        yield first
        first = next_month(first)
