"""Remind reviewers once of a review that is overdue."""

from datetime import datetime

from amity.agreements import mails, policy, rules
from amity.agreements.library.queries import reviewers_of
from amity.agreements.review.models import Review
from amity.shared.command import command


def chase_reviews(now: datetime) -> int:
    """Send one reminder for each overdue review and notify the author. Return the number of reviews."""
    late = Review.objects.filter(verdict="", due_at__lt=now, chased_at=None, version__agreement__state=rules.IN_REVIEW)
    return sum(_chase(pk, now) for pk in late.order_by("due_at", "pk").values_list("pk", flat=True))


@command
def _chase(review_id: int, now: datetime) -> bool:
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("version__agreement__account").get(pk=review_id)
    )
    if review.verdict or review.chased_at is not None:
        return False
    review.chased_at = now
    review.save(update_fields=["chased_at"])
    people = reviewers_of(review.version.agreement).get(review.role, [])
    mails.chase_reviewers(review, [one for one in people if one.pk not in policy.drafters(review)], now)
    return True
