"""Rights of others that our work uses: whether one holds on a day, and when its end is near."""

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
    """From when to when a right holds, both included; None is open on that side. `let_go_on` is its last day.

    `wanted`: work needs it, and no one has got it yet.
    """

    starts_on: date | None
    until: date | None
    let_go_on: date | None = None
    wanted: bool = False


def blocks(span: Span, on: date) -> str:
    """Why a right does not cover a release on a day: `MISSING`, `NOT_BEGUN`, `EXPIRED`, or "" where it does."""
    if span.wanted:
        return MISSING
    if span.starts_on is not None and on < span.starts_on:
        return NOT_BEGUN
    ends = [day for day in (span.until, span.let_go_on) if day is not None]
    return EXPIRED if ends and on > min(ends) else ""


def warning(span: Span, today: date) -> UpcomingDate | None:
    """The end of a right 90, 60 and 30 days ahead, and after it for as long as work uses it."""
    return None if span.let_go_on or span.wanted else upcoming_date(ENDS, span.until, today, past=True)
