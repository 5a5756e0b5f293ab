"""Background job of accounts: apply dated changes of account managers and directors."""

from datetime import datetime

from amity.accounts.commands import follow_dates
from amity.jobs.registry import every


@every("accounts.follow_dates", "7 * * * *")
def follow(now: datetime) -> int:
    """Every hour: whoever takes an account over on a day has it from that day on."""
    return follow_dates(now=now)
