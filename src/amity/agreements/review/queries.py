"""Queries for reviews: those an agreement needs, those waiting for someone, and comments."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agreements import policy, rules
from amity.agreements.contract import term_values, value_in_agency_money, value_of
from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_terms, review_rules, reviewers_of
from amity.agreements.lines.queries import line_ids_of
from amity.agreements.models import Agreement
from amity.agreements.orders.monthly import monthly_before, monthly_of
from amity.agreements.orders.queries import changed_lines, order_effect, worth_until
from amity.agreements.orders.rules import month_worth
from amity.agreements.queries import agreements_seen_by
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.agreements.review.rules import Subject, Wanted
from amity.agreements.versions import rules as versions
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.rules import Difference
from amity.people.models import Person
from amity.people.queries import person_of
from amity.rights.queries import rights_used
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money
from amity.shared.rows.lookup import seen_or_missing


def judged_terms(agreement: Agreement) -> list[library.Judged]:
    """Return the terms of an agreement, compared with the library."""
    return library.judged(library_terms(), term_values(agreement), agreement.kind)


def asked_of(agreement: Agreement, today: date) -> list[Wanted]:
    """Return the reviews an agreement needs now: by the rules, and by roles that returned it before."""
    subject = Subject(
        kind=agreement.kind,
        value=value_in_agency_money(_worth(agreement), today),
        judged=tuple(judged_terms(agreement)),
        has_rights=any(rights_used(_line_ids_of(agreement)).values()),
    )
    return reviews.wanted(review_rules(), subject, _returned(agreement))


@dataclass(frozen=True, slots=True)
class Needed:
    """A review that an agreement needs, and who can give it.

    `left_out` is the reason no one is asked (`rules.reviews`).
    """

    wanted: Wanted
    people: list[Person]
    left_out: str


def needed_by(by: Actor, agreement: Agreement, today: date) -> list[Needed]:
    """Return the reviews needed if the actor submits the agreement. Its author and submitter give none."""
    holders, drafters = reviewers_of(agreement), {agreement.drafted_by_id or 0, by.person_id}
    ids = {role: [person.pk for person in found] for role, found in holders.items()}
    return [
        Needed(
            one,
            [person for person in holders.get(one.role, ()) if person.pk not in drafters],
            reviews.held_back(one.role, ids, drafters),
        )
        for one in asked_of(agreement, today)
    ]


def reviews_seen_by(by: Actor) -> QuerySet[Review]:
    """Return the reviews of agreements the actor can see."""
    seen = agreements_seen_by(by).order_by().values("pk")
    found = Review.objects.filter(version__agreement__in=seen)
    return found.select_related("version__agreement__account__manager", "version__agreement__drafted_by")


def reviews_of(agreement: Agreement) -> list[Review]:
    """Return every review of every version of an agreement, oldest first. A page reads them once."""
    found = Review.objects.filter(version__agreement=agreement).order_by("version__number", "pk")
    found = found.select_related("version__agreement__account__manager", "reviewer")
    return once_a_page(("reviews of an agreement", agreement.pk), lambda: list(found))


def review_seen_by(by: Actor, review_id: int, *, lock: bool = False) -> Review:
    """Return one review, or raise `NotSeen`. `lock` locks it and its agreement until the transaction ends."""
    found, gone = (
        reviews_seen_by(by),
        _("Review not found. It may have been deleted, or you don’t have access to its agreement."),
    )
    if lock:
        seen = seen_or_missing(found, review_id, gone)
        list(Agreement.objects.select_for_update().filter(pk=seen.version.agreement_id).values_list("pk", flat=True))
    return seen_or_missing(found, review_id, gone, lock=lock)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review in the queue, and whether the actor can decide it, or why not."""

    review: Review
    late: bool
    why_not: str


def queue_of(by: Actor, now: datetime) -> list[Waiting]:
    """Return the reviews waiting for the actor's roles, earliest due first. Own drafts are listed with the reason."""
    person = person_of(by)
    waiting = reviews_seen_by(by).filter(
        verdict="", role__in=[role for role in reviews.ROLES if person.has_role(role)],
        version__agreement__state=rules.IN_REVIEW,
    )  # fmt: skip
    return [
        Waiting(one, one.due_at < now, policy.may_review(person, one).sentence)
        for one in waiting.order_by("due_at", "pk")
    ]


def compared_with(version: AgreementVersion, role: str = "") -> AgreementVersion | None:
    """Return the version to compare with: the last one this role decided on, otherwise the previous one."""
    before = AgreementVersion.objects.filter(agreement=version.agreement_id, number__lt=version.number)
    before = before.order_by("-number")
    judged = before.filter(reviews__role=role, reviews__verdict__in=reviews.VERDICTS)
    return judged.first() or before.first()


def changed_since(version: AgreementVersion, role: str = "") -> list[Difference]:
    """Return the changes since the version it is compared with, none for the first version."""
    before = compared_with(version, role)
    return versions.differences(before.content, version.content) if before else []


def _line_ids_of(agreement: Agreement) -> list[int]:
    """Return the lines of an agreement, and those that a change order changes."""
    changes = changed_lines(agreement) if agreement.kind == rules.CHANGE_ORDER else ()
    return line_ids_of(agreement) + [one.change.line_id for one in changes if one.change.line_id is not None]


def _returned(agreement: Agreement) -> list[str]:
    """Return the roles whose last decision on this agreement was to return it."""
    last = {one.role: one.verdict for one in reviews_of(agreement) if one.verdict in reviews.VERDICTS}
    return [role for role in reviews.ROLES if last.get(role) == reviews.RETURNED]


def _worth(agreement: Agreement) -> Money | None:
    if agreement.kind == rules.CHANGE_ORDER:
        from_order = order_effect(agreement)
        a_month = month_worth(monthly_before(agreement), monthly_of(agreement))
        longer = worth_until(agreement.parent, agreement.ends_on) if agreement.parent else 0
        if from_order.unpriced or a_month is None:
            return None
        return Money(abs(from_order.price) + 12 * a_month + abs(longer), agreement.currency)
    return value_of(agreement)
