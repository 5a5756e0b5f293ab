"""Morning job: look for rights that end soon."""

from datetime import datetime

from amity.jobs.registry import every
from amity.rights.warnings import warn_of_rights


@every("rights.days", "20 4 * * *")
def warn_each_morning(now: datetime) -> None:
    """Warn account managers before a right ends."""
    warn_of_rights(now)
