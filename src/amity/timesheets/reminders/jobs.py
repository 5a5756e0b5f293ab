"""Hourly job: find those who are due a reminder."""

from datetime import datetime

from amity.jobs.registry import every
from amity.timesheets.reminders.commands import remind


@every("timesheets.remind", "5 * * * *")
def remind_each_hour(now: datetime) -> None:
    """Hourly job: email reminders of missing time or a waiting split, one for each person, kind and week."""
    remind(now)
