"""Answers that a person can see, and what is on hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.models import Agreement
from amity.briefs.client_copy.sending import PLAIN, PRICED
from amity.briefs.models import Brief
from amity.gate.answering.registry import Asked
from amity.outbox.queries import state_label
from amity.people.queries import person_of
from amity.portal.answers import policy, rules, wording
from amity.portal.answers.models import Answer, AnswerQuerySet
from amity.projects.models import Deliverable
from amity.projects.versions.client_answers import SUBJECT
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

if TYPE_CHECKING:
    from amity.accounts.models import Contact


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer on the page of its item, with what its reader can do."""

    answer: Answer
    choice: Any
    state: Any
    way: Any
    is_counted: bool
    may_mark: bool
    receipt_state: str


def with_item(rows: AnswerQuerySet) -> AnswerQuerySet:
    """Return answers with what their pages and rights need."""
    named = rows.select_related("item__author", "account__manager", "account__director", "contact", "receipt")
    return named.prefetch_related(covers_along("account"))


def answers_seen_by(by: Actor) -> AnswerQuerySet:
    """Return the answers the actor can see."""
    return Answer.objects.visible_to(person_of(by))


def answer_seen_by(by: Actor, answer_id: int, *, lock: bool = False) -> Answer:
    """Return one answer, or raise `NotSeen`."""
    return seen_or_missing(with_item(answers_seen_by(by)), answer_id, _("Answer not found."), lock=lock)


def answers_to(by: Actor, item_id: int) -> Sequence[AnswerRow]:
    """Return the answers to an item, newest first."""
    rows = with_item(Answer.objects.filter(item=item_id)).order_by("-at", "-pk")
    person = person_of(by)
    return [
        AnswerRow(
            one, wording.label_of(one.choice, one.state, one.item.kind), wording.STATES[one.state],
            wording.WAYS[one.way],
            one.state not in rules.UNCOUNTED, bool(policy.may_act(person, one)),
            state_label(one.receipt) if one.receipt else "",
        )
        for one in rows
    ]  # fmt: skip


def asked_about(item_ids: Collection[int]) -> Asked:
    """Return whether an answer to some items that decided nothing is unread, and when the last one was read."""
    rows = Answer.objects.filter(item__in=item_ids).exclude(state__in=(*rules.EFFECTIVE, rules.SCANNER))
    found = rows.aggregate(unread=Count("pk", filter=Q(seen_at=None)), at=Max("seen_at"))
    return Asked(bool(found["unread"]), found["at"])


def questions_with_us(contacts: "Sequence[Contact]") -> AnswerQuerySet:
    """Return the questions that contacts asked and no one on our team has answered: it is our turn."""
    return Answer.objects.filter(contact__in=contacts, choice=rules.QUESTION, confirmed=True, seen_at=None)


def why_on_hold(deliverable: Deliverable) -> str:
    """Return why a deliverable can't go on, or ""."""
    return _why_held((SUBJECT,), deliverable.versions.values("pk"))


def why_agreement_on_hold(agreement: Agreement) -> str:
    """Return why an agreement that the client signed doesn't come into force, or ""."""
    return _why_held((AGREEMENT,), [agreement.pk])


def why_brief_on_hold(brief: Brief) -> str:
    """Return why a brief that the client confirmed can't become work, or ""."""
    return _why_held((PRICED, PLAIN), [brief.pk])


def _why_held(kinds: Collection[str], ids: Collection[int] | QuerySet[Any, Any]) -> str:
    """Return that the client asked to hold on after approving something, or "" if they didn't."""
    held = Answer.objects.filter(
        item__subject_kind__in=kinds, item__subject_id__in=ids, held_at__isnull=False, resumed_at=None
    )
    return _("The client asked to hold on. Talk to them first, then resume.") if held.exists() else ""
