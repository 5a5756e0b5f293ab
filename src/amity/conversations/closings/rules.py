"""When a day can be closed, and what was done of it. Pure."""

from datetime import datetime, time, timedelta
from typing import Final

LATE: Final = time(16)
"""From this hour, where the person is, the day asks to be closed."""
SHOWN: Final = 3
"""Things that come first tomorrow."""
MOST_AHEAD: Final = 10
"""Days in which the next working day is looked for."""


def is_late(local: datetime) -> bool:
    """Return whether the working day is nearly over, at a moment in the person's time zone."""
    return local.time() >= LATE


def span(start_of_day: datetime) -> tuple[datetime, datetime]:
    """Return when a day starts and ends, in its own time zone, also where clocks change that night."""
    after = (start_of_day + timedelta(days=1)).date()
    return start_of_day, datetime.combine(after, time(), start_of_day.tzinfo)
