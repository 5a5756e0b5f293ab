"""One review for its page, and for the page of outside counsel."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amity.agreements import policy
from amity.agreements.orders.queries import before_order
from amity.agreements.page import ReviewRow, TermRow, cause_labels, review_row, term_rows
from amity.agreements.review.guest_links import open_link
from amity.agreements.review.models import GuestLink, Review
from amity.agreements.review.queries import compared_with, review_seen_by
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.printed import PrintedAgreement, printed
from amity.agreements.versions.queries import ShownField, differing
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import Answer


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review with its version, and the actor's permissions."""

    row: ReviewRow
    before: AgreementVersion | None
    differences: Sequence[ShownField]
    terms: Sequence[TermRow]
    printed: PrintedAgreement
    earlier: Sequence[ReviewRow]
    links: Sequence[GuestLink]
    may_give: Answer
    may_ask: Answer
    sees_queue: Answer

    @property
    def review(self) -> Review:
        """The review itself."""
        return self.row.review

    @property
    def agreement(self) -> str:
        """The agreement's name."""
        return str(self.review.version.agreement)


@dataclass(frozen=True, slots=True)
class CounselPage:
    """The page of outside counsel: one version, with what legal would be asked."""

    link: GuestLink
    version: AgreementVersion
    agreement: str
    account: str
    terms: Sequence[TermRow]
    before: AgreementVersion | None
    differences: Sequence[ShownField]
    printed: PrintedAgreement


def may_see_queue(by: Actor) -> Answer:
    """Return whether the actor has a role that reviews."""
    return policy.may_see_queue(person_of(by))


def reviews_agreements(by: Actor, _subject: object) -> bool:
    """Return whether menus show reviews to the actor: to people with a role that reviews."""
    try:
        return bool(may_see_queue(by))
    except Refused:
        return False


def review_page(by: Actor, review_id: int, now: datetime) -> ReviewPage:
    """Return a review to someone who can see its agreement."""
    review, person = review_seen_by(by, review_id), person_of(by)
    version, fee, causes = review.version, policy.sees_fee(person), cause_labels()
    before = compared_with(version, review.role)
    earlier = Review.objects.filter(version__agreement=version.agreement_id, version__number__lte=version.number)
    earlier = earlier.exclude(pk=review.pk).exclude(verdict="")
    earlier = earlier.select_related("version").prefetch_related("comments").order_by("-reviewed_at")
    return ReviewPage(
        row=review_row(review, causes, now),
        before=before,
        differences=differing(before, version, fee=fee),
        terms=_looked_at(version),
        printed=printed(version.content, fee=fee, before=before_order(version.agreement)),
        earlier=[review_row(one, causes, now) for one in earlier],
        links=list(review.guest_links.order_by("-made_at")),
        may_give=policy.may_review(person, review),
        may_ask=policy.may_ask_counsel(person, review),
        sees_queue=policy.may_see_queue(person),
    )


def counsel_page(token: str, now: datetime) -> CounselPage:
    """Return the page for a link's token, or raise `NotSeen` if the link doesn't work any more."""
    link = open_link(hashlib.sha256(token.encode()).hexdigest(), now)
    version = link.review.version
    account, before = version.agreement.account, compared_with(version, link.review.role)
    return CounselPage(
        link=link,
        version=version,
        agreement=str(version.agreement),
        account=account.name if account else "",
        terms=_looked_at(version),
        before=before,
        differences=differing(before, version, fee=True),
        printed=printed(version.content, before=before_order(version.agreement)),
    )


def _looked_at(version: AgreementVersion) -> list[TermRow]:
    """Return the terms of a version that differ from the standard, with that version's values."""
    rows = term_rows(version.agreement, stood=version.content["terms"])
    return [row for row in rows if not row.is_standard]
