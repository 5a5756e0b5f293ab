"""The models of reports: account reviews with their blocks, and their rhythm."""

from amity.reports.reviews.models import AccountReview, ReviewBlock, ReviewRhythm

__all__ = ["AccountReview", "ReviewBlock", "ReviewRhythm"]
