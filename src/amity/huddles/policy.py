"""Permissions for huddles: the two and the stand-in of either hold them; directors read them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_covered_accounts
from amity.huddles.models import FollowUp, Huddle
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import covers_for
from amity.shared.caches.reading import once_a_page
from amity.shared.permission import YES, Answer, no
from amity.shared.rows.joined import Joined, values_in


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
    stands_in = ExpressionWrapper(_stood_in(person, partner_id), BooleanField())
    rows = Account.objects.managed_by(person).filter(manager=manager_id).annotate(stands_in=stands_in)
    return once_a_page(_key(person, manager_id, partner_id), lambda: dict(rows.values_list("pk", "stands_in")))


def accounts_along(person: Person) -> dict[str, Subquery]:
    """Return the columns for `know_accounts`, read along with rows of huddles."""
    rows = Account.objects.managed_by(person).filter(manager=OuterRef("manager_id")).order_by()
    covered = rows.filter(_stood_in(person, OuterRef(OuterRef("partner_id"))))
    ids = Joined(Cast("pk", TextField()))
    return {
        "accounts_read": Subquery(rows.annotate(ids=ids).values("ids")),
        "accounts_stood_in": Subquery(covered.annotate(ids=ids).values("ids")),
    }


def know_accounts(person: Person, huddle: Huddle) -> None:
    """Let the page know `accounts_between` of a huddle that was read with `accounts_along`."""
    stood_in = values_in(huddle.accounts_stood_in)  # type: ignore[attr-defined]
    known = {int(pk): pk in stood_in for pk in values_in(huddle.accounts_read)}  # type: ignore[attr-defined]
    once_a_page(_key(person, huddle.manager_id, huddle.partner_id), lambda: known)


def _stood_in(person: Person, partner: Any) -> Q:
    shared = Project.objects.filter(account=OuterRef("pk"), manager=partner)
    return of_covered_accounts(person, "id") & Q(Exists(shared))


def _key(person: Person, manager_id: int, partner_id: int) -> tuple[str, int, int, int]:
    return "accounts between", person.pk, manager_id, partner_id
