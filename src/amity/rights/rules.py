"""Rules of third-party rights: whether a right is valid on a date, and when its end is near."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.shared.dates.upcoming_dates import UpcomingDate, upcoming_date

KINDS: Final = ("talent", "music", "stock", "fonts", "likeness")
NOT_BEGUN: Final = "not_begun"
EXPIRED: Final = "expired"
MISSING: Final = "missing"
ENDS: Final = "right_ends"


@dataclass(frozen=True, slots=True)
class Span:
    """The dates from and to which a right is valid, both included. None has no limit. `let_go_on` is its last day.

    `wanted`: work needs it, and no one has obtained it yet.
    """

    starts_on: date | None
    until: date | None
    let_go_on: date | None = None
    wanted: bool = False


def blocks(span: Span, on: date) -> str:
    """Return why a right doesn't cover a release on a date: `MISSING`, `NOT_BEGUN` or `EXPIRED`, or "" if it does."""
    if span.wanted:
        return MISSING
    if span.starts_on is not None and on < span.starts_on:
        return NOT_BEGUN
    ends = [day for day in (span.until, span.let_go_on) if day is not None]
    return EXPIRED if ends and on > min(ends) else ""


def warning(span: Span, today: date) -> UpcomingDate | None:
    """Return the end of a right from 90 days before it, and after it, unless the right is wanted or was dropped."""
    return None if span.let_go_on or span.wanted else upcoming_date(ENDS, span.until, today, past=True)
