"""Permissions for facts, decided by the subject's part. The owner of a question can always answer it."""

from django.utils.translation import gettext as _

from amity.facts import rules, subjects
from amity.facts.models import Fact
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref


def may_state(by: Actor, about: Ref) -> Answer:
    """Return whether the actor can record facts: those the subject's part allows."""
    return subjects.of(about.kind).may_state(by, about.id)


def may_answer(by: Actor, fact: Fact) -> Answer:
    """Return whether the actor can answer: the colleague asked, and anyone who can record facts there."""
    if fact.state == rules.TO_FIND_OUT and fact.owner_id == by.person_id:
        return YES
    return may_state(by, fact.about)


def may_take_over(by: Actor, fact: Fact) -> Answer:
    """Return whether the actor can reassign a question to themselves: those who can record facts there."""
    if fact.owner_id == by.person_id:
        return no(_("This question is already yours."))
    return may_state(by, fact.about)
