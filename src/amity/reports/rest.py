"""REST operations for reports: account reviews."""

from amity.reports.reviews.rest import router

__all__ = ["router"]
