"""Emails about agreements, to colleagues who review or drafted them and to outside counsel. Clients get none."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency_language, agency_zone
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import GuestLink, Review
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.dates.upcoming_dates import UpcomingDate
from amity.ui import formats
from amity.ui.reader_format import in_language, in_their_ways

Words = Callable[[], tuple[str, str, str]]
"""Subject, sentence and reason for sending, in the recipient's language."""


def ask_reviewers(review: Review, people: Iterable[Person], now: datetime) -> None:
    """Email everyone who can give a review that it is waiting, with its due date."""

    def words() -> tuple[str, str, str]:
        names = {
            "agreement": review.version.agreement,
            "number": review.version.number,
            "role": wording.ROLES[review.role],
            "due": _moment(review.due_at),
        }
        subject = _("Please review: %(agreement)s") % names
        sentence = _("Version %(number)s of %(agreement)s needs its %(role)s review by %(due)s.")
        return subject, sentence % names, _("You received this email because you can give this review.")

    for person in people:
        _write(person, "review_asked", reverse("agreements:review", args=[review.pk]), words, now)


def chase_reviewers(review: Review, people: Iterable[Person], now: datetime) -> None:
    """Remind reviewers of an overdue review, and notify the author of the agreement."""
    agreement = review.version.agreement
    asked = list(people)

    def names() -> dict[str, object]:
        return {
            "agreement": agreement, "number": review.version.number, "role": wording.ROLES[review.role],
            "due": _moment(review.due_at), "people": ", ".join(one.name for one in asked),
        }  # fmt: skip

    def to_reviewer() -> tuple[str, str, str]:
        sentence = _("Your %(role)s review of %(agreement)s, version %(number)s, was due by %(due)s.")
        why = _("You received this email because you can give this review.")
        return _("Review overdue: %(agreement)s") % names(), sentence % names(), why

    def to_drafter() -> tuple[str, str, str]:
        sentence = _(
            "The %(role)s review of %(agreement)s was due by %(due)s and is still open. We have reminded %(people)s."
        )
        why = _("You received this email because you drafted this agreement.")
        return _("Still in review: %(agreement)s") % names(), sentence % names(), why

    for person in asked:
        _write(person, "review_late", reverse("agreements:review", args=[review.pk]), to_reviewer, now)
    drafter = agreement.drafted_by
    if drafter is not None and drafter.is_active and asked:
        _write(drafter, "review_late", reverse("agreements:agreement", args=[agreement.pk]), to_drafter, now)


def tell_drafter(review: Review, now: datetime) -> None:
    """Email the decision to the author, and notify them."""
    agreement = review.version.agreement

    def words() -> tuple[str, str, str]:
        names = {"agreement": agreement, "who": review.reviewed_by, "role": wording.ROLES[review.role]}
        why = _("You received this email because you drafted this agreement.")
        if review.verdict == reviews.CLEARED:
            return _("Cleared: %(agreement)s") % names, _("%(who)s (%(role)s) cleared %(agreement)s.") % names, why
        sentence = _("%(who)s (%(role)s) returned %(agreement)s with comments.") % names
        return _("Returned: %(agreement)s") % names, sentence, why

    drafter = agreement.drafted_by
    waits = ("send", agreement.pk) if agreement.state == rules.CLEARED else None  # to send it is theirs now
    if drafter is not None and drafter.is_active and drafter.pk != review.reviewer_id:
        page = reverse("agreements:agreement", args=[agreement.pk])
        _write(drafter, "review_given", page, words, now)
        notify(
            person=drafter, kind=notices.REVIEW, text=lambda: words()[1], path=page, now=now,
            account=agreement.account.name if agreement.account else "", waits=waits,
        )  # fmt: skip


def warn_of_days(agreement: Agreement, near: UpcomingDate, person: Person, now: datetime) -> None:
    """Email the account manager that a date of an agreement is near, or that it was renewed automatically."""

    def words() -> tuple[str, str, str]:
        names = {"agreement": agreement, "ahead": wording.ahead(near.what, near.days)}
        sentence = {
            rules.NOTICE: _("%(agreement)s: %(ahead)s. If you want to end or change it, tell the client by then."),
            rules.RENEWS: _("%(agreement)s: %(ahead)s. If anything should change, agree it with the client by then."),
            rules.ENDS: _("%(agreement)s: %(ahead)s. Agree with the client what comes next."),
        }[near.what]
        if near.days < 0:
            sentence = _("%(agreement)s: %(ahead)s. Please record the renewal and the next dates.")
        why = _("You received this email because you are responsible for this account.")
        return _("%(agreement)s: %(ahead)s") % names, sentence % names, why

    _write(person, "agreement_ahead", reverse("agreements:agreement", args=[agreement.pk]), words, now)


def write_to_counsel(link: GuestLink, address: str, sender: str, now: datetime) -> None:
    """Email an outsider the link to one version. Times are in the agency's time zone."""
    with timezone.override(agency_zone()), in_language(agency_language()):
        until = _moment(link.expires_at)
        outbox.queue(
            audience=mail.GUEST,
            kind="single_link",
            to=link.mail,
            name=link.name,
            subject=_("Please review: %(agreement)s") % {"agreement": link.review.version.agreement},
            body=letter(
                link.name,
                _("%(sender)s has asked you to review an agreement before it goes to the client:") % {"sender": sender},
                mail.LINK,
                _("This link is only for you and only for this version. It works once, until %(until)s.")
                % {"until": until},
                why=_("You received this email because %(sender)s named you as outside counsel.") % {"sender": sender},
            ),
            secret=address,
            now=now,
        )


def _moment(value: datetime) -> str:
    """Return a date with its time, in the recipient's time zone."""
    local = timezone.localtime(value)
    return f"{formats.full_day(local.date())}, {local:%H:%M}"


def _write(person: Person, kind: str, path: str, words: Words, now: datetime) -> None:
    if not person.mail:
        return
    with in_their_ways(person):
        subject, sentence, why = words()
        body = letter(person.name, sentence, settings.ENVIRONMENT.url + path, why=why)
    outbox.queue(audience=mail.STAFF, kind=kind, to=person.mail, name=person.name, subject=subject, body=body, now=now)
