"""Values of an agreement's page: terms with comments, versions, reviews, dates and next actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from amity.agreements import places, policy, rules, wording
from amity.agreements.contract import days_ahead, ends_on, state_on
from amity.agreements.deliverables.models import Deliverable
from amity.agreements.documents.models import AgreementFile
from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_entries, reviewers_of, rule_entries
from amity.agreements.lines.queries import PlacedLine, line_ids_of
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.named_people.queries import named_people_of
from amity.agreements.orders.monthly import changes_months, monthly_before, of_retainer
from amity.agreements.orders.queries import (
    ChangedLine,
    changed_lines,
    changes_nothing,
    order_effect,
    orders_of,
    prior_orders,
    untouched_lines,
)
from amity.agreements.orders.rules import Effect, Monthly
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review, ReviewComment
from amity.agreements.review.queries import needed_by, reviews_of
from amity.agreements.sections.page import SectionRow, section_rows
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.signatures.queries import signature_of, why_on_hold
from amity.agreements.steps.models import Recorded
from amity.agreements.steps.queries import answer_among
from amity.agreements.terms.queries import stored_terms
from amity.agreements.versions.models import AgreementVersion
from amity.people.queries import person_of
from amity.rights.queries import blocks_on
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the agreement next to the library's, with a reviewer's last comment."""

    key: str
    label: str
    value: str
    shown: str
    standard: str
    fallbacks: tuple[str, ...]
    asked: str
    asked_shown: str
    asked_by: str
    compliance: str
    comment: ReviewComment | None

    @property
    def is_standard(self) -> bool:
        """Return whether the term meets the standard without a request or comment."""
        return self.compliance == library.STANDARD and not self.asked and self.comment is None

    @property
    def compliance_label(self) -> str:
        """Return the label of the term's comparison with the standard."""
        return str(wording.COMPLIANCE[self.compliance])


def term_rows(
    agreement: Agreement, comments: Mapping[str, ReviewComment] | None = None, stood: Mapping[str, str] | None = None
) -> list[TermRow]:
    """Return an agreement's terms, differing ones first. `stood` has the values of a frozen version."""
    entries = {entry.term.key: entry for entry in library_entries()}
    stored = {row.key: row for row in stored_terms(agreement)}
    values = {key: row.value for key, row in stored.items()} if stood is None else stood
    rows = []
    for one in library.judged([entry.term for entry in entries.values()], values, agreement.kind):
        term, row = one.term, stored.get(one.term.key)
        rows.append(
            TermRow(
                key=term.key, label=entries[term.key].label, value=one.value,
                shown=wording.valued(one.value, term.unit), standard=wording.valued(term.standard, term.unit),
                fallbacks=tuple(wording.valued(each, term.unit) for each in term.fallbacks),
                asked=row.asked if row else "", asked_shown=wording.valued(row.asked, term.unit) if row else "",
                asked_by=row.asked_by if row else "", compliance=one.compliance,
                comment=(comments or {}).get(f"terms.{term.key}"),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.is_standard)


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment, and its subject."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review on a page: its cause, its comments, and whether the actor can decide it."""

    review: Review
    why: str
    comments: Sequence[Comment]
    late: bool = False
    may_give: bool = False
    waits_for: str = ""


def review_row(
    review: Review, causes: Mapping[str, str], now: datetime, *, may_give: bool = False, waits_for: str = ""
) -> ReviewRow:
    """Return a review with its comments by field. `causes` are the labels of rules."""
    content = review.version.content
    comments = [Comment(wording.field_label(one.field, content), one.text) for one in review.comments.all()]
    why = ", ".join(dict.fromkeys(causes[key] for key in review.causes if key in causes))
    return ReviewRow(review, why, comments, not review.verdict and review.due_at < now, may_give, waits_for)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Content of the page besides lines and fees."""

    terms: Sequence[TermRow]
    versions: Sequence[AgreementVersion]
    reviews: Sequence[ReviewRow]
    skipped: Sequence[str]
    wanted: Sequence[str]
    unheld: Sequence[str]
    own: Sequence[str]
    sections: Sequence[SectionRow]
    deliverables: Sequence[Deliverable]
    named: Sequence[NamedPerson]
    recorded: Sequence[Recorded]
    answered: Recorded | None
    files: Sequence[AgreementFile]
    ahead: Sequence[str]
    begins_on: date | None
    ends_on: date | None
    state: str
    replaces: Sequence[Agreement]
    orders: Sequence[Agreement]
    prior: Sequence[Agreement]
    changes: Sequence[ChangedLine]
    untouched: Sequence[PlacedLine]
    effect: Effect | None
    blocked: Sequence[str]
    signature: ClientSignature | None
    on_hold: str
    changes_nothing: bool
    month_before: Monthly | None
    changes_months: bool
    wants_order_number: bool
    may_record_order_number: bool

    @property
    def is_over(self) -> bool:
        """Return whether the agreement has ended. `state` is its status as of today."""
        return self.state in rules.OVER

    @property
    def monthly_button(self) -> str:
        """Return the label of the button that changes a retainer's months, "" on other agreements."""
        return wording.new_monthly(self.month_before) if self.month_before is not None else ""

    @property
    def looked_at(self) -> list[TermRow]:
        """The terms that are not simply standard."""
        return [row for row in self.terms if not row.is_standard]

    @property
    def standard_count(self) -> int:
        """Return the number of terms that need no look."""
        return sum(row.is_standard for row in self.terms)

    @property
    def unstated(self) -> int:
        """Return the number of terms that the agreement doesn't state."""
        return sum(row.compliance == library.UNSTATED for row in self.terms)

    @property
    def differing(self) -> int:
        """Return the number of terms that differ from the standard."""
        return sum(row.compliance in (library.OUTSIDE, library.FALLBACK) for row in self.terms)


def agreement_page(by: Actor, agreement: Agreement, today: date, now: datetime) -> AgreementPage:
    """Return the content of an agreement's page that isn't read with its lines."""
    person, given = person_of(by), _reviews(agreement)
    newest = [each for each in given if each.version.number == max(one.version.number for one in given)]
    causes = cause_labels()
    is_order, versions = agreement.kind == rules.CHANGE_ORDER, list(agreement.versions.order_by("-number"))
    signature = signature_of(agreement)
    recorded = list(agreement.recorded.select_related("version", "file").order_by("-happened_on", "-pk"))
    names = _names(agreement) if agreement.state == rules.IN_REVIEW else {}
    needed = needed_by(by, agreement, today) if agreement.state == rules.DRAFT else []

    def row(review: Review) -> ReviewRow:
        may_give = bool(policy.may_review(person, review))
        return review_row(review, causes, now, may_give=may_give, waits_for=names.get(review.role, ""))

    def roles(why: str) -> list[str]:
        return [str(wording.ROLES[one.wanted.role]) for one in needed if one.left_out == why]

    return AgreementPage(
        terms=term_rows(agreement, _comments(given)),
        versions=versions,
        reviews=[row(one) for one in newest],
        skipped=[str(wording.ROLES[role]) for role in (versions[0].skipped if versions else [])],
        wanted=roles(""),
        unheld=roles(reviews.NO_HOLDER),
        own=roles(reviews.OWN),
        sections=section_rows(agreement),
        deliverables=list(agreement.deliverables.select_related("line").order_by("position", "pk")),
        named=named_people_of(agreement),
        recorded=recorded,
        answered=answer_among(agreement, recorded),
        files=list(agreement.files.select_related("file").order_by("-added_at", "-pk")),
        ahead=_ahead(agreement, today),
        begins_on=_begins_on(agreement, today),
        ends_on=ends_on(agreement),
        state=state_on(agreement, today),
        replaces=list(agreement.supersedes.order_by("pk")) if agreement.state in rules.BINDING else [],
        orders=[] if is_order else orders_of(agreement),
        prior=prior_orders(agreement) if is_order else [],
        changes=changed_lines(agreement) if is_order else [],
        untouched=untouched_lines(agreement) if is_order and agreement.state == rules.DRAFT else [],
        effect=order_effect(agreement) if is_order else None,
        blocked=_blocked(agreement, today),
        signature=signature,
        on_hold=why_on_hold(agreement) if signature else "",
        month_before=monthly_before(agreement) if of_retainer(agreement) else None,
        changes_months=changes_months(agreement),
        changes_nothing=agreement.state == rules.DRAFT and changes_nothing(agreement),
        wants_order_number=agreement.kind in rules.INVOICED and agreement.state in rules.OFFERED - {rules.DRAFT},
        may_record_order_number=bool(policy.may_write(person, agreement) and policy.may_record_order_number(agreement)),
    )


def cause_labels() -> dict[str, str]:
    """Return the labels of review causes, by the key of the rule."""
    labels = {entry.rule.key: str(wording.CAUSES[entry.rule.condition]) for entry in rule_entries()}
    others = {reviews.LOOKS_AGAIN: wording.LOOKS_AGAIN, reviews.UNKNOWN_VALUE: wording.UNKNOWN_VALUE}
    return labels | {key: str(label) for key, label in others.items()}


def _reviews(agreement: Agreement) -> list[Review]:
    """Return every review of every version, oldest first, with its comments."""
    found = reviews_of(agreement)
    prefetch_related_objects(found, "comments", "guest_links")
    return found


def _names(agreement: Agreement) -> dict[str, str]:
    """Return the names of those who can give a review, by role. They can be asked when it is late."""
    drafter = agreement.drafted_by_id
    return {
        role: ", ".join(one.name for one in found if one.pk != drafter)
        for role, found in reviewers_of(agreement).items()
    }  # fmt: skip


def _comments(given: Sequence[Review]) -> dict[str, ReviewComment]:
    """Return the last comment on each field, without those of withdrawn reviews."""
    return {comment.field: comment for review in given if review.verdict for comment in review.comments.all()}


def _ahead(agreement: Agreement, today: date) -> list[str]:
    """Return sentences on the near dates of an agreement that has begun."""
    if agreement.state not in (rules.SIGNED, rules.IN_FORCE) or _begins_on(agreement, today):
        return []
    return [wording.ahead(one.what, one.days) for one in days_ahead(agreement, today)]


def _begins_on(agreement: Agreement, today: date) -> date | None:
    """Return the first day of a signed agreement whose work hasn't begun."""
    is_ahead = agreement.starts_on is not None and agreement.starts_on > today
    return agreement.starts_on if is_ahead and agreement.state in (rules.SIGNED, rules.IN_FORCE) else None


def _blocked(agreement: Agreement, today: date) -> list[str]:
    """Return what blocks a release of work under the agreement today."""
    return [block.sentence for block in blocks_on(line_ids_of(agreement), today)]


def work_under(by: Actor, agreement: Agreement) -> list[places.Work]:
    """Return the projects that the actor can see under an agreement, or under the one that a change order changes."""
    number = (agreement.parent_id if agreement.kind == rules.CHANGE_ORDER else None) or agreement.pk
    entries = places.work.seen_by(by, agreement)
    return [project for entry in entries for project in entry.load(by, [number]).get(number, ())]
