"""Times of events: with their zone, by date alone, and the key of an occurrence in its series."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from amity.meetings.events.text import stated

DAY: Final = timedelta(days=1)


class NoDate(ValueError):
    """An event without a start that can be read."""


@dataclass(frozen=True, slots=True)
class Span:
    """When an event is, in UTC. `is_guessed`: its time zone isn't known, and is taken to be the reader's."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_guessed: bool


def zone_named(name: str, otherwise: tzinfo) -> tzinfo:
    """Return a time zone by its name, or another one."""
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


def span_of(component: Any, zone: tzinfo) -> Span:
    """Return when an event is. Raise `NoDate` without a start, or one outside the calendar's years."""
    given = stated(component, "DTSTART")
    start = getattr(given, "dt", None)
    if isinstance(given, list) or not isinstance(start, date):
        raise NoDate
    try:
        end = _end(component, start)
        if not isinstance(start, datetime):
            first, last = _midnight(start), _midnight(end if not isinstance(end, datetime) else end.date())
            return Span(first, max(last, first + DAY), True, False)
        begins = in_utc(start, zone)
        ends = in_utc(end, zone) if isinstance(end, datetime) else begins
        guessed = start.tzinfo is None and bool(getattr(given, "params", {}).get("TZID"))
        return Span(begins, max(begins, ends), False, guessed)
    except (OverflowError, ValueError, TypeError):
        raise NoDate from None


def in_utc(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment in UTC. One without a time zone is in `zone`."""
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)


def recurrence_key(component: Any, zone: tzinfo) -> str:
    """Return the key of an occurrence: the start it has in its series, which stays when it is moved."""
    start = getattr(stated(component, "RECURRENCE-ID"), "dt", None)
    if isinstance(start, datetime):
        return in_utc(start, zone).strftime("%Y%m%dT%H%M%SZ")
    return start.strftime("%Y%m%d") if isinstance(start, date) else ""


def made_at(component: Any) -> datetime | None:
    """Return when this copy of the event was made, if it says so."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        made = getattr(stated(component, name), "dt", None)
        if isinstance(made, datetime):
            try:
                return in_utc(made, UTC)
            except (OverflowError, ValueError):
                continue
    return None


def _end(component: Any, start: date) -> date:
    end = getattr(stated(component, "DTEND"), "dt", None)
    if isinstance(end, date):
        return end
    length = getattr(stated(component, "DURATION"), "dt", None)
    if isinstance(length, timedelta):
        return start + length
    return start if isinstance(start, datetime) else start + DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
