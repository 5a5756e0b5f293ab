"""Submit a version for review, recall it, and decide its reviews."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import calendars
from amity.agency.queries import agency, agency_zone
from amity.agreements import guards, mails, policy, rules
from amity.agreements.models import Agreement
from amity.agreements.orders.queries import changes_nothing
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review, ReviewComment
from amity.agreements.review.queries import needed_by, review_seen_by
from amity.agreements.steps.models import RETURNED
from amity.agreements.transitions import freeze, move, note_why, to_write
from amity.agreements.versions import rules as versions
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused


@command
def submit_agreement(*, by: Actor, agreement_id: int, version: int, now: datetime) -> Agreement:
    """Freeze the draft as its next version and send it to its reviewers.

    Without a rule that applies, or without a holder of its role, it is cleared at once. A role held only by those who
    drafted it is skipped and recorded with the version, because no one clears their own draft.
    """
    agreement = to_write(by, agreement_id, version)
    policy.may_move(agreement, rules.IN_REVIEW).or_refuse()
    for guard in guards.before_order:
        guard(agreement).or_refuse()
    if changes_nothing(agreement):
        raise Refused(_("%(order)s changes nothing yet. Add a line, a new end or a new fee.") % {"order": agreement})
    needed = needed_by(by, agreement, timezone.localdate(now))
    skipped = tuple(one.wanted.role for one in needed if one.left_out == reviews.OWN)
    frozen = freeze(agreement, by, now, skipped)
    asked = [one for one in needed if not one.left_out]
    for one in asked:
        wanted = one.wanted
        review = Review.objects.create(
            version=frozen, role=wanted.role, causes=list(wanted.causes), asked_at=now,
            due_at=_due(now, wanted.due_hours),
        )  # fmt: skip
        mails.ask_reviewers(review, one.people, now)
    before = move(agreement, rules.IN_REVIEW if asked else rules.CLEARED)
    agreement.save()
    changes = {
        "before": before, "after": agreement.state, "number": frozen.number, "sha256": frozen.sha256,
        "asked": [one.wanted.role for one in asked], "left_out": list(skipped),
        "no_holder": [one.wanted.role for one in needed if one.left_out == reviews.NO_HOLDER],
    }  # fmt: skip
    trail.record("agreement.submitted", subject=agreement, by=by, at=now, changes=changes)
    return agreement


@command
def take_back(*, by: Actor, agreement_id: int, version: int, reason: str, now: datetime) -> Agreement:
    """Recall an agreement to draft: from review, after it was cleared, or when the client wants changes."""
    agreement = to_write(by, agreement_id, version)
    if not reason.strip():
        raise Invalid(_("Enter the reason for returning it."), "reason")
    before = move(agreement, rules.DRAFT)
    withdraw_reviews(agreement, now)
    note_why(agreement, RETURNED if before == rules.WITH_CLIENT else "taken_back", reason, by, now)
    agreement.save()
    changes = {"before": before, "reason": reason.strip()}
    trail.record("agreement.taken_back", subject=agreement, by=by, at=now, changes=changes)
    return agreement


@command
def give_verdict(
    *, by: Actor, review_id: int, verdict: str, words: str, now: datetime, comments: Mapping[str, str] | None = None
) -> Review:
    """Clear a version or return it, with a text and comments by field. A second reviewer of a role is refused."""
    review = review_seen_by(by, review_id, lock=True)
    person = person_of(by)
    policy.may_review(person, review).or_refuse()
    review.reviewer = person
    return settle(review, by=by, verdict=verdict, words=words, comments=comments or {}, now=now)


def settle(
    review: Review, *, by: Actor, verdict: str, words: str, comments: Mapping[str, str], now: datetime
) -> Review:
    """Save a decision and move its agreement: cleared if no review is waiting, a draft if it was returned."""
    remarks = {field: text.strip() for field, text in comments.items() if text.strip()}
    _check(review, verdict, words, remarks)
    review.verdict, review.words, review.reviewed_by, review.reviewed_at = verdict, words.strip(), by.label, now
    review.save()
    for field, text in remarks.items():
        ReviewComment.objects.create(review=review, field=field, text=text)
    agreement = review.version.agreement
    before = agreement.state
    if verdict == reviews.RETURNED:
        move(agreement, rules.DRAFT)
        withdraw_reviews(agreement, now)
    elif reviews.all_cleared(review.version.reviews.values_list("verdict", flat=True)):
        move(agreement, rules.CLEARED)
    agreement.version += 1
    agreement.save()
    changes = {
        "role": review.role, "number": review.version.number, "verdict": verdict, "words": review.words,
        "comments": remarks, "before": before, "after": agreement.state,
    }  # fmt: skip
    action = "agreement.review_cleared" if verdict == reviews.CLEARED else "agreement.review_returned"
    trail.record(action, subject=agreement, by=by, at=now, changes=changes)
    mails.tell_drafter(review, now)
    return review


def withdraw_reviews(agreement: Agreement, now: datetime) -> None:
    """Withdraw the reviews that are still open, and their links."""
    for review in Review.objects.filter(version__agreement=agreement, verdict="").select_for_update():
        review.verdict, review.reviewed_at = reviews.WITHDRAWN, now
        review.save()


def _check(review: Review, verdict: str, words: str, remarks: Mapping[str, str]) -> None:
    if verdict not in reviews.VERDICTS:
        raise Invalid(_("Choose from the list."), "verdict")
    if verdict == reviews.RETURNED and not words.strip() and not remarks:
        raise Invalid(_("Explain what needs to change."), "words")
    known = {versions.about(field) for field in versions.fields(review.version.content)}
    for field in remarks:
        if field not in known:
            raise Invalid(_("Choose a field of this version."), "comments")


def _due(now: datetime, hours: int) -> datetime:
    own, local = agency(), now.astimezone(agency_zone())

    def works_on(moment: datetime) -> bool:
        return any(calendars.working_days(own.country, moment.date(), moment.date()))

    return reviews.due(local, hours, works_on)
