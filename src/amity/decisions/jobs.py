"""Background job of decisions: remind colleagues who were asked."""

from datetime import datetime

from amity.decisions.consultations.commands import remind_colleagues
from amity.jobs.registry import every


@every("decisions.remind", "25 6 * * 1-5")
def remind(now: datetime) -> int:
    """Send the reminders each working day in the morning."""
    return remind_colleagues(now=now)
