"""Background job of accounts: apply dated changes of account managers and directors."""

from datetime import datetime

from amity.accounts.commands import follow_dates
from amity.jobs.registry import every


@every("accounts.follow_dates", "7 * * * *")
def follow(now: datetime) -> int:
    """Apply dated changes of account managers and directors, every hour."""
    return follow_dates(now=now)
