"""Background job of facts: remind people of overdue questions."""

from datetime import datetime

from amity.facts.commands import chase_overdue
from amity.jobs.registry import every


@every("facts.chase", "20 6 * * 1-5")
def chase(now: datetime) -> int:
    """Send the reminders each working day in the morning."""
    return chase_overdue(now=now)
