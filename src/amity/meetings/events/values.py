"""What is read of a calendar: its events as plain values, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

PRIVATE, BROKEN, WITHOUT_DATE, TOO_MANY, TOO_OFTEN, UNKNOWN_ZONE = (
    "private", "broken", "without_date", "too_many", "too_often", "unknown_zone",
)  # fmt: skip
SKIPPED: Final = (PRIVATE, BROKEN, WITHOUT_DATE, TOO_MANY, TOO_OFTEN, UNKNOWN_ZONE)
"""Why an event was left out, and `UNKNOWN_ZONE` for one whose time zone was taken to be the reader's."""

EMPTY, NOT_CALENDAR, UNREADABLE = "empty", "not_calendar", "unreadable"
REFUSED: Final = (EMPTY, NOT_CALENDAR, UNREADABLE)
"""Why a whole file is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Someone in an event, by email address."""

    mail: str
    name: str
    answer: str
    is_organizer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence of an event. `recurrence` is the start it had in its series, "" for a single event."""

    uid: str
    recurrence: str
    title: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    place: str
    join_link: str
    state: str
    sequence: int
    made_at: datetime | None
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The events of a span of time, and how many were left out by reason."""

    events: tuple[Event, ...]
    skipped: Mapping[str, int] = field(default_factory=dict)
