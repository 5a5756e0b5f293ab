"""Background work on sign-in."""

from datetime import datetime

from amity.jobs.registry import every
from amity.people.invitations.commands import forget_expired_links
from amity.people.sessions.commands import forget_expired_sessions


@every("people.forget", "45 3 * * *")
def forget(now: datetime) -> None:
    """Delete expired sessions and sign-in links. It runs every night."""
    forget_expired_sessions(now)
    forget_expired_links(now)
