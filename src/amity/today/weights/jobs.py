"""Nightly job: the net fees that weigh accounts."""

from datetime import datetime

from amity.jobs.registry import every
from amity.today.weights.commands import keep_weights


@every("today.weights", "50 4 * * *")
def keep_weights_each_night(now: datetime) -> None:
    """Nightly job: store the yearly net fees of each account, by which Today ranks."""
    keep_weights(now)
