"""Permissions for huddles: the two and the stand-in of either hold them; directors read them."""

from collections.abc import Mapping

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_covered_accounts
from amity.huddles.models import FollowUp, Huddle
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import covers_for
from amity.shared.caches.reading import once_a_page
from amity.shared.permission import YES, Answer, no


def may_hold(person: Person, huddle: Huddle) -> Answer:
    """Return whether a person can start a huddle and change its points."""
    if is_one_of(person, huddle) or _stands_in(person, huddle.manager_id, huddle.partner_id):
        return YES
    names = {"manager": huddle.manager.name, "partner": huddle.partner.name}
    return no(_("Only %(manager)s, %(partner)s and the stand-in can change this huddle.") % names)


def may_finish(person: Person, follow_up: FollowUp) -> Answer:
    """Return whether a person can mark a follow-up as done: its owner, and those who hold the huddle."""
    return YES if follow_up.owner_id == person.pk else may_hold(person, follow_up.huddle)


def may_open(person: Person, manager: Person, partner: Person) -> Answer:
    """Return whether a person can open the huddle of a pair."""
    return may_hold(person, Huddle(manager=manager, partner=partner))


def is_one_of(person: Person, huddle: Huddle) -> bool:
    """Return whether a person is one of the two."""
    return person.pk in (huddle.manager_id, huddle.partner_id)


def _stands_in(person: Person, manager_id: int, partner_id: int) -> bool:
    return covers_for(person, partner_id) or any(accounts_between(person, manager_id, partner_id).values())


def accounts_between(person: Person, manager_id: int, partner_id: int) -> Mapping[int, bool]:
    """Return the manager's accounts that a person manages, directs or covers, by id. A page reads them once.

    Each with whether they stand in there for the manager, where the partner manages a project.
    """
    shared = Project.objects.filter(account=OuterRef("pk"), manager=partner_id)
    stands_in = ExpressionWrapper(of_covered_accounts(person, "id") & Q(Exists(shared)), BooleanField())
    rows = Account.objects.managed_by(person).filter(manager=manager_id).annotate(stands_in=stands_in)
    return once_a_page(
        ("accounts between", person.pk, manager_id, partner_id), lambda: dict(rows.values_list("pk", "stands_in"))
    )
