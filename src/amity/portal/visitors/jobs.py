"""Background work on visitors."""

from datetime import datetime

from amity.jobs.registry import every
from amity.portal.visitors.commands import forget_old


@every("portal.forget", "50 3 * * *")
def forget(now: datetime) -> None:
    """Delete old codes and devices. It runs every night."""
    forget_old(now)
