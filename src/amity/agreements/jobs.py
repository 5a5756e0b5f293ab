"""Background job of agreements: follow their dates each morning."""

from datetime import datetime

from amity.agreements.calendar import follow_days, warn_ahead
from amity.agreements.review.reminders import chase_reviews
from amity.jobs.registry import every


@every("agreements.days", "20 4 * * *")
def follow_days_each_morning(now: datetime) -> None:
    """Start and end agreements due today, and warn account managers of coming dates."""
    follow_days(now)
    warn_ahead(now)
    chase_reviews(now)
