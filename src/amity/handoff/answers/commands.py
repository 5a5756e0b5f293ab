"""Answer an offer: accept a small one with a sentence, accept, accept with conditions, or return it with questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit import trail
from amity.handoff import mails, policy, queries, rules
from amity.handoff.account_handovers.commands import pass_rights
from amity.handoff.answers import questions as taker_questions
from amity.handoff.models import Condition, Handoff, Version
from amity.handoff.offers.commands import expect_move
from amity.handoff.read_backs import queries as read_backs
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import commands as projects
from amity.projects import queries as project_queries
from amity.projects import rules as project_rules
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.text.texts import one_line
from amity.shared.values import Text, tidied, write


@dataclass(frozen=True, slots=True)
class ConditionFields:
    """A condition of an acceptance: the text, its owner, and its due date."""

    text: Annotated[str, Text(500, needed=gettext_lazy("Enter the condition."))]
    owner_id: int
    due_on: date


@command
def got_it(*, by: Actor, handoff_id: int, number: int, sentence: str, now: datetime) -> Handoff:
    """Accept a small hand-off with one sentence on what will be delivered. `number` is the version read."""
    handoff = _offered(by, handoff_id, number, rules.ACCEPTED)
    words = one_line(sentence, 2000, "sentence")
    if not words:
        raise Invalid(_("Enter in one sentence what you will deliver."), "sentence")
    if handoff.kind in rules.READ_BACK:
        raise Refused(_("Read back each expectation before you accept this hand-off."))
    handoff.sentence = words
    return _accepted(handoff, by, rules.ACCEPTED, now, {"sentence": handoff.sentence})


@command
def accept_handoff(*, by: Actor, handoff_id: int, number: int, now: datetime) -> Handoff:
    """Accept a full hand-off. Refused while an expectation is not read back or a question is open."""
    handoff = _offered(by, handoff_id, number, rules.ACCEPTED)
    read_backs.read(handoff).may_accept().or_refuse()
    return _accepted(handoff, by, rules.ACCEPTED, now, {})


@command
def accept_with_conditions(
    *, by: Actor, handoff_id: int, number: int, conditions: Sequence[ConditionFields], now: datetime
) -> Handoff:
    """Accept a hand-off although something must still be met: each condition with its owner and due date."""
    handoff = _offered(by, handoff_id, number, rules.CONDITIONS)
    read_backs.read(handoff).may_accept_with_conditions().or_refuse()
    if not conditions:
        raise Invalid(_("Enter at least one condition, or accept without conditions."), "text")
    for fields in conditions:
        condition = Condition(handoff=handoff, set_by=by.label, set_at=now)
        write(_checked(fields, now), condition)
        condition.save(force_insert=True)
    changes = {"conditions": [fields.text for fields in conditions]}
    return _accepted(handoff, by, rules.CONDITIONS, now, changes)


@command
def return_handoff(*, by: Actor, handoff_id: int, number: int, questions: Sequence[str], now: datetime) -> Handoff:
    """Return a hand-off with questions to the person who offered it. Nothing is accepted."""
    handoff = _offered(by, handoff_id, number, rules.RETURNED)
    asked = [" ".join(question.split()) for question in questions if question.strip()]
    if not asked and not taker_questions.open_on(handoff):
        raise Invalid(_("Enter at least one question."), "question")
    handoff.state = rules.RETURNED
    _answer(handoff, by, now)
    version = handoff.versions.get(number=handoff.number)
    version.returned_at, version.returned_by = now, by.label
    version.save(update_fields=["returned_at", "returned_by"])
    for question in asked:
        taker_questions.ask(by=by, handoff=handoff, question=question, now=now)
    trail.record("handoff.returned", subject=handoff, by=by, at=now, changes={"questions": asked})
    mails.answered(handoff, now)
    return handoff


def _offered(by: Actor, handoff_id: int, number: int, state: str) -> Handoff:
    """Lock the project and the offered hand-off, and return the hand-off.

    If someone has already answered, the error names them.
    """
    seen = queries.handoff_seen_by(by, handoff_id)
    if seen.project_id is not None:
        project_queries.project_to_change(by, seen.project_id)
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_take(person_of(by), handoff).or_refuse()
    expect_move(handoff, state)
    if handoff.number != number:
        raise Stale(
            _("A new version has been offered since you read this. Read the changes, then answer."), current=handoff
        )
    return handoff


def _accepted(handoff: Handoff, by: Actor, state: str, now: datetime, changes: Mapping[str, object]) -> Handoff:
    pass_rights(handoff, by, now)
    handoff.state, handoff.changes_waiting = state, 0
    _answer(handoff, by, now)
    version = Version.objects.select_for_update().get(handoff=handoff, number=handoff.number)
    version.accepted_at, version.accepted_by = now, by.label
    version.save(update_fields=["accepted_at", "accepted_by"])
    changes = {"number": version.number, "sha256": version.digest, "state": state, **changes}
    trail.record("handoff.accepted", subject=handoff, by=by, at=now, changes=changes)
    _let_work_begin(handoff, by, now)
    mails.answered(handoff, now)
    return handoff


def _answer(handoff: Handoff, by: Actor, now: datetime) -> None:
    handoff.answered_at, handoff.answered_by = now, by.label
    handoff.version += 1
    handoff.save()


def _let_work_begin(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Mark the project as handed off, so that work can begin. A pre-existing one is complete."""
    if handoff.project_id is None or handoff.item_id is not None:
        return
    project = project_queries.project_to_change(by, handoff.project_id)
    if project.taken_over:
        projects.complete_taken_over(by=by, project_id=project.pk, now=now)
    if project.status == project_rules.INITIATING:
        projects.move_project(
            by=by, project_id=project.pk, version=project.version, status=project_rules.HANDED_OFF, now=now
        )


def _checked(fields: ConditionFields, now: datetime) -> ConditionFields:
    fields = tidied(fields)
    if not Person.objects.filter(pk=fields.owner_id, is_active=True).exists():
        raise Invalid(_("Choose an owner from the list."), "owner_id")
    if fields.due_on < timezone.localdate(now):
        raise Invalid(_("The date can’t be in the past."), "due_on")
    return fields
