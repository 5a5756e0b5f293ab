"""Background work on notifications."""

from datetime import datetime

from amity.jobs.registry import every
from amity.notifications import commands


@every("notifications.forget", "35 3 * * *")
def forget(now: datetime) -> None:
    """Delete old notifications. It runs every night."""
    commands.forget_old(now)
