"""Pairs: an account manager and a project manager who share accounts, with the work they share."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import BigIntegerField, F, QuerySet

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.people.models import Person
from amity.projects.managers_along import know_manager_ids, manager_ids_along
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import Given, Prepared


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, and the names of the accounts they share."""

    manager: Person
    partner: Person
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The accounts of a pair by id, and the ids of the projects that they share."""

    accounts: dict[int, Account]
    projects: frozenset[int]


def running() -> QuerySet[Project]:
    """Return the projects that have two different people as account and project manager, and aren't over."""
    two = Project.objects.filter(account__manager__is_active=True, manager__is_active=True)
    return two.exclude(status__in=OVER).exclude(manager=F("account__manager"))


def pairs_of(person: Person) -> list[Pair]:
    """Return the pairs of a person, their own first, and those they cover in or whose accounts they direct."""
    rows = running().filter(managed_by(person) | of_managed_accounts(person))
    found: dict[tuple[int, int], tuple[Person, Person, set[str]]] = {}
    for project in rows.select_related("account__manager", "manager"):
        account, partner = project.account, project.manager
        if account is None or account.manager is None or partner is None:
            continue
        known = found.setdefault((account.manager.pk, partner.pk), (account.manager, partner, set()))
        known[2].add(account.name)
    made = [Pair(manager, partner, tuple(sorted(names))) for manager, partner, names in found.values()]
    return sorted(
        made,
        key=lambda one: (person.pk not in (one.manager.pk, one.partner.pk), one.manager.name, one.partner.name),
    )


def of_pair() -> QuerySet[Project]:
    """Return the projects that are between the places of an account manager and a project manager."""
    manager, partner = (Given(name, BigIntegerField()) for name in ("manager", "partner"))
    return running().filter(manager=partner, account__manager=manager)


def _shared() -> QuerySet[Project]:
    rows = of_pair().annotate(manager_ids=manager_ids_along())
    return rows.select_related("account__manager").prefetch_related(covers_along("account"))


SHARED: Final = Prepared(_shared)


def shared_by(manager_id: int, partner_id: int) -> Shared:
    """Return what an account manager and a project manager share now, read once for a page."""
    return once_a_page(("shared by", manager_id, partner_id), lambda: _shared_by(manager_id, partner_id))


def _shared_by(manager_id: int, partner_id: int) -> Shared:
    projects = SHARED.rows({"manager": manager_id, "partner": partner_id})
    accounts = {one.account.pk: one.account for one in projects if one.account}
    for one in projects:
        know_manager_ids(one.account_id, one.manager_ids)
    return Shared(accounts, frozenset(one.pk for one in projects))


def within(shared: Shared, account_id: int | None, project_ids: Collection[int | None]) -> bool:
    """Return whether something on an account, and on these projects of it if any, is between the two."""
    known = {one for one in project_ids if one is not None}
    return account_id in shared.accounts and (not known or bool(known & shared.projects))
