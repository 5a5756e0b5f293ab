"""Leaving and coming back. Nothing a person did is lost."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries, rules
from amity.people.commands.rights import keep_an_administrator
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def deactivate_person(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Close a person's sign-in, end their sessions, links and tokens; their time, roles and history stay."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if not person.is_active:
        raise Refused(_("%(name)s is already inactive.") % {"name": person.name})
    if rules.ADMINISTRATOR in person.roles:
        keep_an_administrator(person)
    person.is_active = False
    person.session_round += 1
    person.save(update_fields=["is_active", "session_round"])
    person.invitations.filter(used_at=None).update(used_at=now)
    person.tokens.filter(revoked_at=None).update(revoked_at=now)
    trail.record("person.deactivated", subject=person, by=by, at=now)
    return person


@command
def reactivate_person(*, by: Actor, person_id: int, now: datetime) -> Person:
    """Let a person in again, with the roles they had. Their old sessions stay ended."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if person.is_active:
        raise Refused(_("%(name)s is already active.") % {"name": person.name})
    person.is_active = True
    person.save(update_fields=["is_active"])
    trail.record("person.reactivated", subject=person, by=by, at=now)
    return person
