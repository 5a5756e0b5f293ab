"""Pure rules for times of day as tools write them, and for the time between two of them."""

import re
from datetime import date, datetime, time

from amity.imports.cells.rules.durations import DAY
from amity.imports.rules import MOST_TYPED, Cell, Reason

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\.?)?$", re.IGNORECASE)


def parse_clock(cell: Cell) -> int | Reason:
    """Return seconds since midnight for `10:23`, `10:23:52` or `10:23 AM`. 12 AM is midnight, 12 PM noon.

    Reason: `clock_unreadable`.
    """
    if isinstance(cell, datetime | time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    found = _CLOCK.match(str(cell).strip()[:MOST_TYPED].replace("\u202f", " ").replace("\u00a0", " "))
    if not found:
        return Reason("clock_unreadable", text=cell)
    hour, minute, second, half = int(found[1]), int(found[2]), int(found[3] or 0), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return Reason("clock_unreadable", text=cell)
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59 or second > 59:
        return Reason("clock_unreadable", text=cell)
    return hour * 3600 + minute * 60 + second


def seconds_between(begun: date, start: int, ended: date, end: int) -> int | Reason:
    """Return the whole seconds between two times on their dates. Reasons: `hours_negative`, `hours_over_day`."""
    seconds = (ended - begun).days * DAY + end - start
    if seconds < 0:
        return Reason("hours_negative", text=f"{seconds // 60} min")
    return seconds if seconds <= DAY else Reason("hours_over_day", text=f"{seconds / 3600:.2f} h", suggestion="")
