"""The moments between which a period of whole days lies at the agency."""

from datetime import datetime, time, timedelta

from amity.accounts.review_blocks import ReviewScope
from amity.agency.queries import agency_zone


def moments_of(scope: ReviewScope) -> tuple[datetime, datetime]:
    """Return when the period begins, and when the day after it does."""
    zone = agency_zone()
    after = scope.last + timedelta(days=1)
    return datetime.combine(scope.first, time.min, zone), datetime.combine(after, time.min, zone)
