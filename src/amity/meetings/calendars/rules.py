"""Pure rules of calendars: what is read, when the next try is, and what can go wrong."""

from datetime import datetime, timedelta
from typing import Final

BACK: Final = timedelta(days=14)
AHEAD: Final = timedelta(days=60)
AHEAD_OF_UPLOAD: Final = timedelta(days=366)
"""A file that was uploaded isn't read again, so a series in it is taken for a year."""
EVERY: Final = timedelta(minutes=15)
LONGEST_PAUSE: Final = timedelta(hours=12)
WHOLE_AGAIN: Final = timedelta(hours=20)
"""After this long a calendar is read even if its server says that nothing changed, since the span has moved on."""

REFUSED, GONE, SERVER, SLOW, SEALED, NOT_CALDAV, EMPTIED = (
    "refused", "gone", "server", "slow", "sealed", "not_caldav", "emptied",
)  # fmt: skip
AT_ONCE: Final = (REFUSED, GONE, "forbidden", "address", SEALED, NOT_CALDAV, "not_calendar")
"""Problems that time doesn't solve."""
PATIENCE: Final = 3
"""Failures in a row after which any other problem is shown too."""


def span_at(now: datetime) -> tuple[datetime, datetime]:
    """Return the span of time of which a calendar is read."""
    return now - BACK, now + AHEAD


def next_try(now: datetime, failures: int) -> datetime:
    """Return when a calendar is read again: every 15 minutes, and later and later while it fails."""
    return now + min(EVERY * (1 << min(failures, 10)), LONGEST_PAUSE)


def trouble_of_status(status: int) -> str:
    """Return the problem that an HTTP status means."""
    if status in (401, 403, 407):
        return REFUSED
    return GONE if status in (404, 410) else SERVER
