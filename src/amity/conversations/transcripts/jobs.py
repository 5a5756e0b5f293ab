"""Background jobs of transcripts: delete those kept long enough, and drafts of notes that were never saved."""

from datetime import datetime

from amity.conversations.transcripts import commands
from amity.jobs.registry import every


@every("conversations.transcripts", "15 3 * * *")
def delete_expired(now: datetime) -> int:
    """Delete transcripts whose date has passed, every night."""
    return commands.delete_expired(now=now)


@every("conversations.transcript_drafts", "25 * * * *")
def forget_drafts(now: datetime) -> int:
    """Delete drafts of notes that were never saved, every hour."""
    return commands.forget_drafts(now=now)
