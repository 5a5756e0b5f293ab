"""Mark an answer as read or a question as answered, and resume after the client asked to hold on."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate.answering.registry import effect_of
from amity.people.queries import person_of
from amity.portal.answers import policy
from amity.portal.answers.models import Answer
from amity.portal.answers.queries import answer_seen_by
from amity.portal.answers.rules import QUESTION
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def mark_seen(*, by: Actor, answer_id: int, now: datetime) -> Answer:
    """Mark an answer as read, or a question as answered, for everyone it waits for.

    One on hold stays until someone resumes.
    """
    answer = _to_act(by, answer_id)
    if answer.is_held:
        raise Refused(_("The client asked to hold on. Resume first."))
    if answer.seen_at is None:
        answer.seen_at, answer.seen_by = now, by.label
        answer.save()
        action = "answer.replied" if answer.choice == QUESTION else "answer.read"
        trail.record(action, subject=answer.item, by=by, at=now, changes={"name": answer.contact.name})
    return answer


@command
def mark_unseen(*, by: Actor, answer_id: int, now: datetime) -> Answer:
    """Undo that an answer was marked as read, or a question as answered."""
    answer = _to_act(by, answer_id)
    answer.seen_at, answer.seen_by = None, ""
    answer.save()
    trail.record("answer.unread", subject=answer.item, by=by, at=now, changes={"name": answer.contact.name})
    return answer


@command
def resume(*, by: Actor, answer_id: int, now: datetime) -> Answer:
    """Continue after the client asked to hold on, once someone has talked to them."""
    answer = _to_act(by, answer_id)
    if not answer.is_held:
        raise Refused(_("This isn’t on hold."))
    answer.resumed_at, answer.resumed_by, answer.seen_at, answer.seen_by = now, by.label, now, by.label
    answer.save()
    effect = effect_of(answer.item)
    if effect is not None and effect.resume is not None:
        effect.resume(answer.item, by, now)
    trail.record("answer.resumed", subject=answer.item, by=by, at=now, changes={"name": answer.contact.name})
    return answer


def _to_act(by: Actor, answer_id: int) -> Answer:
    answer = answer_seen_by(by, answer_id, lock=True)
    policy.may_act(person_of(by), answer).or_refuse()
    return answer
