"""Each hour the worker looks who is due to be reminded."""

from datetime import datetime

from amity.jobs.registry import every
from amity.timesheets.reminders.commands import remind


@every("timesheets.remind", "5 * * * *")
def remind_each_hour(now: datetime) -> None:
    """Time is missing, or a split waits: one mail a person, kind and week."""
    remind(now)
