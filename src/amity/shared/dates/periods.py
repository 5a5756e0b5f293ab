"""Months as whole numbers YYYYMM: they sort, index and compare the same in Python, SQLite and PostgreSQL."""

import calendar
from collections.abc import Iterator
from datetime import date


def month_of(day: date) -> int:
    """Return the month of a date: 2026-11-25 is 202611."""
    return day.year * 100 + day.month


def first_day(month: int) -> date:
    """The first day of a month given as YYYYMM."""
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """The last day of a month given as YYYYMM."""
    year, number = divmod(month, 100)
    return date(year, number, calendar.monthrange(year, number)[1])


def next_month(month: int) -> int:
    """The month after: 202612 gives 202701."""
    return month + 89 if month % 100 == 12 else month + 1


def previous_month(month: int) -> int:
    """The month before: 202701 gives 202612."""
    return month - 89 if month % 100 == 1 else month - 1


def written(month: int) -> str:
    """A month as addresses and files name it: 202611 is "2026-11"."""
    return f"{month // 100}-{month % 100:02d}"


def months_back(month: int, count: int) -> int:
    """The month `count` months before `month`."""
    for _ in range(count):
        month = previous_month(month)
    return month


def months_between(first: int, last: int) -> Iterator[int]:
    """Yield every month from `first` to `last`, both included; nothing when `last` is earlier."""
    while first <= last:
        yield first
        first = next_month(first)
