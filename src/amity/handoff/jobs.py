"""Daily job: find changes to agreements, expectations and risks since acceptance, and notify the taker."""

from datetime import datetime

from amity.handoff.changes.commands import count_all
from amity.jobs.registry import every


@every("handoff.changes", "50 4 * * *")
def count_changes_each_morning(now: datetime) -> int:
    """Recount the changes of all hand-offs, and return how many have more to acknowledge than before."""
    return count_all(now)
