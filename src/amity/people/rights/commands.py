"""Roles and money rights."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries, rules
from amity.people.invitations.commands import checked_roles
from amity.people.models import HeldRole, Person
from amity.people.rights import mails
from amity.people.second_factor.commands import update_due
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.permission import MoneyRight


@command
def change_roles(*, by: Actor, person_id: int, roles: Iterable[str], now: datetime) -> Person:
    """Replace a person's roles with these. Refuses to remove the last administrator."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    wanted, before = checked_roles(roles), sorted(person.roles)
    if rules.ADMINISTRATOR in before and rules.ADMINISTRATOR not in wanted:
        keep_an_administrator(person)
    person.held_roles.exclude(role__in=wanted).delete()
    for role in sorted(set(wanted) - set(before)):
        HeldRole.objects.create(person=person, role=role)
    update_due([person.pk])
    trail.record("person.roles_changed", subject=person, by=by, at=now, changes={"before": before, "after": wanted})
    if wanted != before:
        mails.notify_of_roles(person, before=before, after=wanted, by=by, now=now)
    return Person.objects.get(pk=person.pk)


@command
def set_money_right(*, by: Actor, person_id: int, right: int | None, now: datetime) -> Person:
    """Set a person's money right whatever their roles. None restores the roles' default."""
    policy.may_look_after_people(by).or_refuse()
    if right is not None and right not in set(MoneyRight):
        raise Invalid(_("Choose a level from the list."), field="money_right")
    person = queries.person_to_change(person_id)
    before, person.own_money_right = person.own_money_right, right
    person.save(update_fields=["own_money_right"])
    trail.record("person.money_right_set", subject=person, by=by, at=now, changes={"before": before, "after": right})
    if right != before:
        mails.notify_of_money_right(person, before=before, after=right, by=by, now=now)
    return person


def keep_an_administrator(person: Person) -> None:
    """Raise `Refused` if this person is the last administrator."""
    if not queries.administrators_besides(person.pk):
        raise Refused(
            _("%(name)s is the last administrator. Make someone else an administrator first.") % {"name": person.name}
        )
