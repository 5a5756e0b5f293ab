"""When a request is due to be assessed: the next working day of the agency at ten."""

from datetime import datetime, time, timedelta
from typing import Final

from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_day, agency_zone

TEN: Final = time(10)
DAYS: Final = 30
"""Days among which there is a working day."""


def assess_by(now: datetime) -> datetime:
    """Return ten in the morning of the agency's next working day."""
    today = agency_day(now)
    first = today + timedelta(days=1)
    day = next(iter(working_days(agency().country, first, today + timedelta(days=DAYS))), first)
    return datetime.combine(day, TEN, agency_zone())
