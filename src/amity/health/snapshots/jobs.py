"""Background job of health: calculate it each morning, and review what it showed."""

from datetime import datetime

from amity.health.review.commands import find_surprises
from amity.health.snapshots.commands import take_snapshots
from amity.jobs.registry import every


@every("health.snapshots", "0 6 * * *")
def take_snapshots_each_morning(now: datetime) -> None:
    """Store the health of each account, and look for false greens and false reds."""
    find_surprises(now)
    take_snapshots(now)
