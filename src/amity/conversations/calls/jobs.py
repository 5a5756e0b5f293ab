"""Background job of calls: the email with the page before a call."""

from datetime import datetime

from amity.conversations.calls.commands import mail_before_calls
from amity.jobs.registry import every


@every("conversations.before_calls", "*/5 * * * *")
def before_calls(now: datetime) -> int:
    """Email the page before each meeting that starts within the next 30 minutes."""
    return mail_before_calls(now=now)
