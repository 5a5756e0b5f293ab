"""Pure rules of feeds: how often each is read, what a server's answer means, and what needs a person."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from amity.insights.relevance.rules import WINDOW

EMPTY, NOT_FEED, UNREADABLE, SLOW, PAGE = "empty", "not_feed", "unreadable", "slow", "page"
"""Why nothing was read: no bytes, another kind of file, damaged, too much work, or a web page."""

DAMAGED, WITHOUT_DATES, WITHOUT_TITLES, WITHOUT_LINKS, FEWER, VERSION = (
    "damaged", "without_dates", "without_titles", "without_links", "fewer", "version",
)  # fmt: skip
"""What is missing in a feed that was read: it isn't well-formed, or entries lack something."""
MISSING: Final = (DAMAGED, VERSION, WITHOUT_DATES, WITHOUT_TITLES, WITHOUT_LINKS, FEWER)


EVERY: Final = timedelta(hours=1)
LONGEST_PAUSE: Final = timedelta(hours=24)
LONGEST_WISH: Final = timedelta(days=7)
"""A server that asks to be left alone for longer is asked again after this."""
BETWEEN: Final = timedelta(minutes=1)
"""One server is asked for one feed at a time, so far apart."""
PATIENCE: Final = 3

REFUSED, GONE, BUSY, SERVER = "refused", "gone", "busy", "server"
AT_ONCE: Final = (
    REFUSED, GONE, "forbidden", "address", "size", "redirect", "certificate", NOT_FEED, PAGE,
    UNREADABLE, EMPTY,
)  # fmt: skip
"""Problems that time doesn't solve. Others are shown after three failures."""


def next_try(now: datetime, failures: int, wish: timedelta | None = None) -> datetime:
    """Return when a feed is read again: every hour, later and later while it fails, and not before a server's wish."""
    pause = min(EVERY * (1 << min(failures, 10)), LONGEST_PAUSE)
    return now + max(pause, min(wish or pause, LONGEST_WISH))


def wish_of(header: str, now: datetime) -> timedelta | None:
    """Return how long a server asks to be left alone (Retry-After: seconds, or a date), or None."""
    text = header.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return timedelta(seconds=int(text))
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    wish = (then if then.tzinfo else then.replace(tzinfo=UTC)) - now
    return wish if wish > timedelta() else None


def trouble_of_status(status: int) -> str:
    """Return the problem that an HTTP status means."""
    if status in (429, 503):
        return BUSY
    if status in (401, 402, 403, 407, 451):
        return REFUSED
    return GONE if status in (404, 410) else SERVER


def needs_someone(trouble: str, failures: int) -> bool:
    """Return whether a feed's problem is shown with what to do."""
    return bool(trouble) and (trouble in AT_ONCE or failures >= PATIENCE)


def is_fresh(published_at: datetime | None, now: datetime) -> bool:
    """Return whether an entry is recent enough to be taken. One without a date is."""
    return published_at is None or now - published_at < WINDOW


def dated(published_at: datetime | None, now: datetime) -> datetime:
    """Return the date of an entry for its story: none is in the future."""
    return min(published_at, now) if published_at is not None else now
