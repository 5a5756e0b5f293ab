"""When an item goes by itself, and by when someone should clear it, on the agency's calendar."""

from datetime import date, datetime

from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_zone, limit
from amity.gate.items.rules import CLEAR_MINUTES, after_working_minutes


def goes_by_itself(now: datetime, send_at: datetime | None) -> datetime:
    """Return when an item in the lane *hold unless stopped* goes: after the time to stop it, or at its send time."""
    earliest = _after(now, limit("gate.stop_minutes"))
    return max(earliest, send_at) if send_at else earliest


def to_be_cleared(now: datetime, send_at: datetime | None) -> datetime:
    """Return by when a held item should be cleared: half a working day, or its send time if that is earlier."""
    latest = _after(now, CLEAR_MINUTES)
    return min(latest, send_at) if send_at else latest


def _after(now: datetime, minutes: int) -> datetime:
    country = agency().country

    def works_on(day: date) -> bool:
        return any(True for _day in working_days(country, day, day))

    return after_working_minutes(now, minutes, agency_zone(), works_on)
