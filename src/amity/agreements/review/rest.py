"""REST operations for reviews: who was asked, and their decisions."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.agreements.review import commands
from amity.agreements.review.queries import reviews_seen_by
from amity.agreements.router import SETUP, Long, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page


class ReviewShape(Answered):
    """A role's review of a version. `verdict` is "" while the review is waiting."""

    id: Id
    agreement_id: Id
    number: int
    role: str
    causes: list[str]
    asked_at: datetime
    due_at: datetime
    verdict: str
    words: str
    reviewed_by: str
    reviewed_at: datetime | None
    comments: dict[str, str]


class ReviewsAsked(Asked):
    """Filters for the list of reviews."""

    agreement_id: Id | None = None
    waiting: bool = False


@reads(router, "/reviews", Page[ReviewShape])
def list_reviews(request: HttpRequest, asked: Query[ReviewsAsked]) -> dict[str, Any]:
    """List the reviews of agreements the caller can see."""
    rows = reviews_seen_by(asker(request)).prefetch_related("comments")
    rows = narrowed(rows, asked, agreement_id="version__agreement_id")
    if asked.waiting:
        rows = rows.filter(verdict="")
    return page(rows, asked, _review)


class ReviewDecision(Body):
    """Request body: the reviewer's decision.

    `comments` are texts by field of the version, such as "terms.liability".
    """

    verdict: Literal["cleared", "returned"]
    words: Long = ""
    comments: Annotated[dict[str, Long], Field(max_length=50)] = {}


@writes(router, "POST", "/reviews/{int:review_id}/decision", ReviewShape, scope=SETUP)
def decide_review(request: HttpRequest, review_id: Path[Id], body: ReviewDecision) -> dict[str, Any]:
    """Clear a version or return it. Reviewers can't clear a version they drafted."""
    return _review(
        commands.give_verdict(by=asker(request), review_id=review_id, now=timezone.now(), **body.model_dump())
    )


def _review(review: Any) -> dict[str, Any]:
    return ReviewShape.of(
        review, agreement_id=review.version.agreement_id, number=review.version.number,
        comments={comment.field: comment.text for comment in review.comments.all()},
    )  # fmt: skip
