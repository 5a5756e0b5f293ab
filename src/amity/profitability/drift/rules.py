"""Pure rules of drift: quarters, and the share of time that serves a goal."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from amity.profitability.figures.rules import basis_points
from amity.profitability.period.rules import Period, period
from amity.shared.dates.periods import month_of, months_back

QUARTERS_SHOWN: Final = 5


def quarter_of(month: int) -> int:
    """Return the quarter of a month YYYYMM as YYYYQ."""
    return month // 100 * 10 + (month % 100 + 2) // 3


def first_month(quarter: int) -> int:
    """Return the first month YYYYMM of a quarter YYYYQ."""
    return quarter // 10 * 100 + quarter % 10 * 3 - 2


def is_quarter(text: str) -> bool:
    """Return whether a text is a quarter YYYYQ."""
    return len(text) == 5 and text.isascii() and text.isdigit() and text[4] in "1234" and int(text[:4]) >= 1900


def quarter_period(choice: str, last_with_time: int, today: date) -> Period:
    """Return the months of the chosen quarter, or else of the one with the newest time."""
    newest = quarter_of(min(last_with_time, month_of(today)))
    quarter = int(choice) if is_quarter(choice) and int(choice) <= quarter_of(month_of(today)) else newest
    first = first_month(quarter)
    return period(first, first + 2, today, str(quarter))


def quarters(last_with_time: int, today: date) -> Iterator[int]:
    """Yield the quarters to choose from, oldest first."""
    newest = first_month(quarter_of(min(last_with_time, month_of(today))))
    for number in reversed(range(QUARTERS_SHOWN)):
        yield quarter_of(months_back(newest, 3 * number))


def share(seconds: int, whole: int) -> int | None:
    """Return a share of time in basis points, or None without any time: unknown isn't zero."""
    return basis_points(seconds, whole) if whole > 0 else None
