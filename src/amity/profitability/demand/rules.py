"""Spread the remaining hours of quoted lines evenly over the weeks to the end of their project."""

from datetime import date, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
OVERDUE_WEEKS: Final = 4
"""Work past its end is needed soon, so it is spread over this many weeks from now."""


def weekly(left: int, today: date, end: date | None) -> dict[date, int]:
    """Return seconds by Monday, which add up exactly. Without an end they are in no week, as in the outlook."""
    if left <= 0 or end is None:
        return {}
    first = today - timedelta(days=today.weekday())
    last = end - timedelta(days=end.weekday())
    count = OVERDUE_WEEKS if end < today else (last - first).days // 7 + 1
    share, over = divmod(left, count)
    return {first + at * WEEK: share + (at < over) for at in range(count)}
