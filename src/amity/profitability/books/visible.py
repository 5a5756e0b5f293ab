"""Load the accounts, projects and agreements of the books: those that one person can see.

Who sees what is asked with each page. What is kept of records is the same for everyone (decision 0039).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.agreements.rules import BINDING, WITH_LINES
from amity.people import rules as roles
from amity.people.models import Person
from amity.profitability.books.records import (
    AccountRecord,
    AgreementRecord,
    ProjectRecord,
    accounts_of,
    agreements_of,
    chosen_with_siblings,
    every_account,
    every_agreement,
    every_project,
    projects_of,
    with_siblings,
)
from amity.projects.models import Project, ProjectQuerySet
from amity.shared.caches.reading import is_still
from amity.shared.permission import MoneyRight


@dataclass(frozen=True, slots=True)
class Visible:
    """The requested accounts and projects that a person can see. `service_of`: accounts whose time on no project is
    included.

    `right` is the smaller of their own money right and that of their part in the projects. `everything`: the person
    sees every account. `all_of_it`: and the request wasn't limited; otherwise `siblings` are the projects, visible or
    not, under the agreements of those requested. `any_from_file`: whether any cost came with a file, if that is known.
    """

    right: MoneyRight
    accounts: Mapping[int, AccountRecord]
    projects: Mapping[int, ProjectRecord]
    whole: frozenset[int]
    service_of: frozenset[int]
    everything: bool
    all_of_it: bool
    siblings: Mapping[int, ProjectRecord]
    any_from_file: bool | None


def visible(person: Person, only: Iterable[int] | None, account_id: int | None) -> Visible:
    """Return the requested accounts and projects that a person can see."""
    if is_still() and person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return _all_visible(person, only, account_id)
    projects = Project.objects.visible_to(person).order_by("name", "id")
    known = Account.objects.visible_to(person).order_by("name", "id")
    if only is not None:
        projects = projects.filter(pk__in=list(only))
    if account_id is not None:
        projects, known = projects.filter(account_id=account_id), known.filter(pk=account_id)
    everything = person.has_role(*roles.SEES_EVERY_ACCOUNT)
    managed = None if everything else Account.objects.managed_by(person)
    accounts, whole, any_from_file = accounts_of(known, managed)
    all_of_it = everything and only is None and account_id is None
    service_of = whole if only is None else frozenset()
    right = MoneyRight(person.money_right)
    priced_apart = not everything and right > MoneyRight.HOURS
    siblings: Mapping[int, ProjectRecord] = {}
    team: set[int] = set()
    if all_of_it:
        records = projects_of(projects)
    else:
        records, siblings, team = _with_siblings(projects, service_of, person if priced_apart else None)
    if priced_apart:
        priced = {key: one for key, one in records.items() if key not in team}
        if team and not priced and (only is not None or not whole):
            right = MoneyRight.HOURS
        else:
            records = priced
    return Visible(
        right=right,
        accounts=accounts,
        projects=records,
        whole=whole,
        service_of=service_of,
        everything=everything,
        all_of_it=all_of_it,
        siblings=siblings,
        any_from_file=any_from_file,
    )


def _all_visible(person: Person, only: Iterable[int] | None, account_id: int | None) -> Visible:
    """Return the requested accounts and projects as a person sees them who sees every account."""
    accounts, projects = every_account(), every_project()
    all_of_it, siblings = only is None and account_id is None, dict[int, ProjectRecord]()
    if account_id is not None:
        accounts = {key: one for key, one in accounts.items() if key == account_id}
    whole = frozenset(accounts)
    service_of = whole if only is None else frozenset()
    if not all_of_it:
        ids = None if only is None else frozenset(only)
        chosen = {
            key: one
            for key, one in projects.items()
            if (ids is None or key in ids) and (account_id is None or one.account_id == account_id)
        }
        projects, siblings = chosen_with_siblings(chosen, service_of)
    return Visible(
        right=MoneyRight(person.money_right),
        accounts=accounts,
        projects=projects,
        whole=whole,
        service_of=service_of,
        everything=True,
        all_of_it=all_of_it,
        siblings=siblings,
        any_from_file=None,
    )


def _with_siblings(
    projects: ProjectQuerySet, whole: frozenset[int], person: Person | None
) -> tuple[dict[int, ProjectRecord], dict[int, ProjectRecord], set[int]]:
    """Return projects by id, by name, every project under an agreement of one of them or of a `whole` account, and the
    ids of those projects that a person only works on (none for None).

    Which ones someone sees is asked with each page. What is kept is only what their records are.
    """
    own = projects.order_by()
    if not is_still():
        team = own.worked_on_only(person).values_list("pk", flat=True) if person else ()
        return *with_siblings(projects, whole), set(team)
    only_works = Project.objects.worked_on_only(person).filter(pk=OuterRef("pk")) if person else None
    found = dict(own.values_list("pk", Exists(only_works) if only_works is not None else Value(0)))
    chosen = {key: one for key, one in every_project().items() if key in found}
    return *chosen_with_siblings(chosen, whole), {key for key, is_team in found.items() if is_team}


def agreements_visible(projects: Iterable[ProjectRecord], whole: frozenset[int] | None) -> dict[int, AgreementRecord]:
    """Return the agreements of projects, and those of whole accounts (None: of all) that have no project yet."""
    ids = dict.fromkeys(project.agreement_id for project in projects if project.agreement_id)
    if is_still():
        rows: Mapping[int, AgreementRecord] = every_agreement()
        if whole is not None:
            rows = {key: one for key, one in rows.items() if key in ids or one.account_id in whole}
    else:
        wanted = Agreement.objects.order_by("id")
        if whole is not None:
            wanted = wanted.filter(Q(pk__in=list(ids)) | Q(account_id__in=whole))
        rows = agreements_of(wanted)
    alone = (key for key, one in rows.items() if key not in ids and one.account_id and is_sold(one))
    return {key: rows[key] for key in (*ids, *alone) if key in rows}


def is_sold(agreement: AgreementRecord) -> bool:
    """Return whether an agreement is signed and sells work. Offers, master agreements and change orders don't."""
    return agreement.state in BINDING and agreement.kind in WITH_LINES


def under(agreements: Mapping[int, AgreementRecord], projects: Mapping[int, ProjectRecord]) -> dict[int, ProjectRecord]:
    """Return the projects under some agreements, from those already loaded."""
    return {key: projects[key] for key in sorted(projects) if projects[key].agreement_id in agreements}
