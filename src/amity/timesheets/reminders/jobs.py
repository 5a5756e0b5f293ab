"""Each hour the worker looks who is due to be reminded."""

from datetime import datetime

from amity.jobs.registry import every
from amity.timesheets.reminders.commands import remind


@every("timesheets.remind", "5 * * * *")
def remind_each_hour(now: datetime) -> None:
    """Hourly job: email reminders of missing time or a waiting split, one for each person, kind and week."""
    remind(now)
