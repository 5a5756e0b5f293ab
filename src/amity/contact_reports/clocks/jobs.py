"""Background job of contact reports: follow their clocks."""

from datetime import datetime

from amity.contact_reports.clocks.commands import follow_clocks
from amity.jobs.registry import every


@every("contact_reports.clocks", "*/10 * * * *")
def follow(now: datetime) -> int:
    """Send reminders that are due, and let silence make reports the working basis."""
    return follow_clocks(now)
