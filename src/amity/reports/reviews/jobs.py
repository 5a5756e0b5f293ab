"""Background job of account reviews: draft those that are due."""

from datetime import datetime

from amity.jobs.registry import every
from amity.reports.reviews.commands import draft_due_reviews


@every("reports.draft_reviews", "15 5 * * *")
def draft(now: datetime) -> int:
    """Create the drafts each morning."""
    return draft_due_reviews(now=now)
