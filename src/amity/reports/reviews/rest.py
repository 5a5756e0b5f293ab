"""REST operations for account reviews: the same commands, and the same refusals, as the pages."""

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, sends, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version
from amity.reports.reviews import commands, content, document, queries
from amity.reports.reviews.deck import deck
from amity.reports.reviews.rules import Asks, BlockText, ReviewFields
from amity.reports.reviews.sending import file_name
from amity.reports.reviews.views import PPTX, file_answer

router = Router(tags=["Account reviews"])
SETUP: Final = "setup:write"
MONEY: Final = "money"
Key = Annotated[str, Field(min_length=1, max_length=40)]


class AccountReviewShape(Answered, value=Asks):
    """An account review, with the ask and the commitment of each side."""

    id: Id
    version: int
    account_id: Id
    kind: Literal["client", "internal"]
    first_on: date
    last_on: date
    held_on: date | None
    contact_id: Id | None
    state: Literal["draft", "released", "sent"]
    digest: str
    released_at: datetime | None
    sent_at: datetime | None


class AccountReviewBlockShape(Answered, value=BlockText):
    """A block of a review. A blank title or text follows the figures."""

    key: str
    label: str
    is_shown: bool


class AccountReviewInFull(AccountReviewShape):
    """A review with its blocks in order."""

    blocks: list[AccountReviewBlockShape]


class AccountReviewTable(Answered):
    """The table of a block, as text."""

    heads: list[str]
    rows: list[list[str]]
    total: list[str]


class AccountReviewSlide(Answered):
    """A block as it is shown, with the sources of its figures."""

    key: str
    label: str
    title: str
    text: list[str]
    table: AccountReviewTable | None
    note: str
    sources: list[str]


class AccountReviewContent(Answered):
    """What a review shows: live while it is a draft, frozen once it was released."""

    title: str
    account: str
    period: str
    lang: str
    blocks: list[AccountReviewSlide]


class AccountReviewRhythmShape(Answered):
    """How often an account is reviewed: every so many months, 0 for never, and the next date."""

    every: int
    next_on: date | None


class AccountReviewsAsked(Asked):
    """Filters for the list of reviews."""

    account_id: Id | None = None
    state: Literal["draft", "released", "sent"] | None = None
    kind: Literal["client", "internal"] | None = None


class NewAccountReview(Body, value=ReviewFields):
    """Request body: the period by its first month (202610) and number of months, and for whom it is."""


class AccountReviewChange(Body):
    """Request body: the review date, and the contact it is prepared for."""

    version: Version
    held_on: Day | None = None
    contact_id: Id | None = None


class AccountReviewAsks(Body, value=Asks):
    """Request body: one ask and one commitment of each side."""

    version: Version


class AccountReviewBlockChange(Body, value=BlockText):
    """Request body: the words that replace those of a block, and whether it is shown."""

    is_shown: bool = True


class AccountReviewMove(Body):
    """Request body: up is -1, down is 1."""

    steps: Annotated[int, Field(ge=-20, le=20)]


class AccountReviewVersion(Body):
    """Request body: the version that was read."""

    version: Version


class AccountReviewDates(Body):
    """Request body: months between two reviews, 0 for none, and the next date."""

    every: Literal[0, 1, 3, 6, 12]
    next_on: Day | None = None


@reads(router, "/account-reviews", Page[AccountReviewShape])
def list_account_reviews(request: HttpRequest, asked: Query[AccountReviewsAsked]) -> dict[str, Any]:
    """List the account reviews the caller can see."""
    rows = queries.reviews_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state", "kind"), asked, AccountReviewShape.of)


@reads(router, "/account-reviews/{int:review_id}", AccountReviewInFull)
def read_account_review(request: HttpRequest, review_id: Path[Id]) -> dict[str, Any]:
    """Return one review with its blocks."""
    return _in_full(queries.review_seen_by(asker(request), review_id))


@reads(router, "/account-reviews/{int:review_id}/content", AccountReviewContent, scope=MONEY)
def read_account_review_content(request: HttpRequest, review_id: Path[Id]) -> dict[str, Any]:
    """Return what a review shows, without what the caller has no right to."""
    by = asker(request)
    found = content.content_of(by, queries.review_seen_by(by, review_id))
    blocks = [{name: block[name] for name in AccountReviewSlide.model_fields} for block in found["blocks"]]
    return {name: found[name] for name in AccountReviewContent.model_fields} | {"blocks": blocks}


@sends(router, "/account-reviews/{int:review_id}/pdf", "application/pdf", scope=MONEY)
def read_account_review_pdf(request: HttpRequest, review_id: Path[Id]) -> FileResponse:
    """Return a review as PDF."""
    by = asker(request)
    review = queries.review_seen_by(by, review_id)
    return file_answer(document.pdf(content.content_of(by, review)), "application/pdf", f"{file_name(review)}.pdf")


@sends(router, "/account-reviews/{int:review_id}/powerpoint", PPTX, scope=MONEY)
def read_account_review_powerpoint(request: HttpRequest, review_id: Path[Id]) -> FileResponse:
    """Return a review as PowerPoint."""
    by = asker(request)
    review = queries.review_seen_by(by, review_id)
    return file_answer(deck(content.content_of(by, review)), PPTX, f"{file_name(review)}.pptx")


@writes(router, "POST", "/accounts/{int:account_id}/reviews", AccountReviewShape, scope=SETUP, status=201)
def create_account_review(request: HttpRequest, account_id: Path[Id], body: NewAccountReview) -> dict[str, Any]:
    """Create the draft of a review."""
    fields = body.as_value(ReviewFields)
    made = commands.create_review(by=asker(request), account_id=account_id, fields=fields, now=timezone.now())
    return AccountReviewShape.of(made)


@writes(router, "PATCH", "/account-reviews/{int:review_id}", AccountReviewShape, scope=SETUP)
def edit_account_review(request: HttpRequest, review_id: Path[Id], body: AccountReviewChange) -> dict[str, Any]:
    """Change the date of a draft and for whom it is."""
    edited = commands.edit_review(by=asker(request), review_id=review_id, now=timezone.now(), **body.model_dump())
    return AccountReviewShape.of(edited)


@writes(router, "POST", "/account-reviews/{int:review_id}/asks", AccountReviewShape, scope=SETUP)
def set_account_review_asks(request: HttpRequest, review_id: Path[Id], body: AccountReviewAsks) -> dict[str, Any]:
    """Write the ask and the commitment of each side."""
    asks = body.as_value(Asks)
    written = commands.set_asks(
        by=asker(request), review_id=review_id, version=body.version, asks=asks, now=timezone.now()
    )
    return AccountReviewShape.of(written)


@writes(router, "PATCH", "/account-reviews/{int:review_id}/blocks/{key}", AccountReviewInFull, scope=SETUP)
def edit_account_review_block(
    request: HttpRequest, review_id: Path[Id], key: Path[Key], body: AccountReviewBlockChange
) -> dict[str, Any]:
    """Replace the words of a block, and show it or leave it out."""
    by, now = asker(request), timezone.now()
    commands.change_block(
        by=by, review_id=review_id, key=key, text=body.as_value(BlockText), is_shown=body.is_shown, now=now
    )
    return _in_full(queries.review_seen_by(by, review_id))


@writes(router, "POST", "/account-reviews/{int:review_id}/blocks/{key}/move", AccountReviewInFull, scope=SETUP)
def move_account_review_block(
    request: HttpRequest, review_id: Path[Id], key: Path[Key], body: AccountReviewMove
) -> dict[str, Any]:
    """Move a block up or down."""
    by = asker(request)
    commands.move_block(by=by, review_id=review_id, key=key, steps=body.steps, now=timezone.now())
    return _in_full(queries.review_seen_by(by, review_id))


@writes(router, "POST", "/account-reviews/{int:review_id}/release", AccountReviewShape, scope=SETUP)
def release_account_review(request: HttpRequest, review_id: Path[Id], body: AccountReviewVersion) -> dict[str, Any]:
    """Freeze the figures and the words of a review."""
    released = commands.release_review(by=asker(request), review_id=review_id, version=body.version, now=timezone.now())
    return AccountReviewShape.of(released)


@writes(router, "POST", "/account-reviews/{int:review_id}/withdraw", AccountReviewShape, scope=SETUP)
def withdraw_account_review_release(
    request: HttpRequest, review_id: Path[Id], body: AccountReviewVersion
) -> dict[str, Any]:
    """Make a released review a draft again, while no email about it is on its way."""
    withdrawn = commands.withdraw_release(
        by=asker(request), review_id=review_id, version=body.version, now=timezone.now()
    )
    return AccountReviewShape.of(withdrawn)


@writes(router, "DELETE", "/account-reviews/{int:review_id}", None, scope=SETUP, status=204)
def delete_account_review(request: HttpRequest, review_id: Path[Id]) -> None:
    """Delete a draft."""
    commands.delete_review(by=asker(request), review_id=review_id, now=timezone.now())


@reads(router, "/accounts/{int:account_id}/review-dates", AccountReviewRhythmShape)
def read_account_review_dates(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return how often an account is reviewed, and when next."""
    return AccountReviewRhythmShape.of(queries.rhythm_of(queries.account_to_review(asker(request), account_id)))


@writes(router, "PATCH", "/accounts/{int:account_id}/review-dates", AccountReviewRhythmShape, scope=SETUP)
def set_account_review_dates(request: HttpRequest, account_id: Path[Id], body: AccountReviewDates) -> dict[str, Any]:
    """Set how often an account is reviewed, and when next."""
    by = asker(request)
    commands.set_rhythm(by=by, account_id=account_id, every=body.every, next_on=body.next_on, now=timezone.now())
    return AccountReviewRhythmShape.of(queries.rhythm_of(queries.account_to_review(by, account_id)))


def _in_full(review: Any) -> dict[str, Any]:
    blocks = [
        {
            "key": one.row.key, "label": one.label, "is_shown": one.row.is_shown, "title": one.row.title,
            "text": one.row.text,
        }
        for one in queries.placed_blocks(review)
    ]  # fmt: skip
    return AccountReviewShape.of(review) | {"blocks": blocks}
