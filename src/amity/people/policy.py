"""Permissions for people: who can manage them, and what each person can change about themselves."""

from django.utils.translation import gettext as _

from amity.people import queries, rules
from amity.people.models import Token
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.shared.permission import YES, Answer, no


def may_look_after_people(actor: Actor) -> Answer:
    """Return whether the actor can invite, change and deactivate people: administrators only."""
    try:
        allowed = queries.person_of(actor).has_role(rules.ADMINISTRATOR)
    except Refused as refusal:
        return no(refusal.sentence)
    return YES if allowed else no(_("Only an administrator can manage people and their rights."))


def may_name_person(actor: Actor) -> Answer:
    """Return whether the actor can add people who have no sign-in: finance, directors and administrators."""
    try:
        person = queries.person_of(actor)
    except Refused as refusal:
        return no(refusal.sentence)
    allowed = person.has_role(rules.ADMINISTRATOR, rules.FINANCE, rules.ACCOUNT_DIRECTOR)
    return YES if allowed else no(_("Only finance, directors and administrators can import people from a file."))


def may_make_tokens(actor: Actor) -> Answer:
    """Return whether the actor can create tokens: a person for themselves, on a page. A token can't create another."""
    if actor.kind == "person" and actor.through == "page":
        return YES
    return no(_("You can only create tokens under My settings."))


def may_revoke(actor: Actor, token: Token) -> Answer:
    """Return whether the actor can revoke a token: its owner or an administrator. Raise `NotSeen` for anyone else."""
    if token.person_id == actor.person_id or may_look_after_people(actor):
        return YES
    raise NotSeen(_("Token not found."))
