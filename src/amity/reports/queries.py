"""The scope of a person's findings: whole accounts and projects they are responsible for, never a part of others'."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Count, Max, Min, Q, QuerySet

from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.profitability.books.records import AgreementRecord, ProjectRecord, every_agreement, every_project
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth

OWN = len(ProjectRecord._fields)
"""The columns of a project. Its account's follow, then its agreement's."""
COLUMNS = (
    *ProjectRecord._fields, "account__name", "account__currency",
    *(f"agreement__{name}" for name in AgreementRecord._fields),
)  # fmt: skip


OF_CLIENT_PROJECTS: Final = Q(project__is_internal=False)
"""The condition of rows of projects for clients, for those who see all of them."""


class Client(NamedTuple):
    """The name of an account, and the currency it is billed in."""

    name: str
    currency: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The person, their right, and their area. `everything`: their role sees all of it.

    `accounts` are those in the scope, `clients` also the accounts of its projects.
    """

    person: Person
    right: MoneyRight
    everything: bool
    accounts: Mapping[int, Client]
    projects: Mapping[int, ProjectRecord]
    clients: Mapping[int, Client]
    agreements: Mapping[int, AgreementRecord]

    @property
    def client_projects(self) -> list[int]:
        """Return projects that aren't internal. Time on them is delivery, whichever client it is for."""
        return [pk for pk, project in self.projects.items() if not project.is_internal]

    @property
    def of_client_projects(self) -> Q:
        """Return the filter of rows of these projects, which names no ids if all are in the scope."""
        return OF_CLIENT_PROJECTS if self.everything else Q(project__in=self.client_projects)

    def currency_of(self, project: ProjectRecord) -> str:
        """Return the currency of a project's account, "" without an account."""
        return self.clients[project.account_id].currency if project.account_id else ""


def scope_of(by: Actor) -> Scope:
    """Return what the actor is responsible for.

    A team member's projects are not included: totals would reveal others' work. For someone who sees everything, a
    page reads projects and agreements only if one was changed since they were read.
    """
    person = person_of(by)
    everything = person.has_role(*roles.SEES_EVERY_ACCOUNT)
    if everything:
        projects, agreements = _in_order(every_project()), every_agreement()
        own = _clients(Account.objects.all())
        return Scope(person, person.money_right, everything, own, projects, own, agreements)
    own, runs = _clients(Account.objects.managed_by(person)), Project.objects.run_by(person)
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        runs = runs | Project.objects.filter(account=None)
    return Scope(person, person.money_right, everything, own, *_with_terms(runs, own))


def _clients(accounts: QuerySet[Account]) -> dict[int, Client]:
    return {pk: Client(*of_it) for pk, *of_it in accounts.order_by("pk").values_list("pk", "name", "currency")}


def _in_order(projects: Mapping[int, ProjectRecord]) -> dict[int, ProjectRecord]:
    """Return projects in the order of their ids, so that an agreement's oldest project comes first."""
    return {pk: projects[pk] for pk in sorted(projects)}


def _with_terms(
    projects: QuerySet[Project], accounts: Mapping[int, Client]
) -> tuple[dict[int, ProjectRecord], dict[int, Client], dict[int, AgreementRecord]]:
    """Return projects, the given accounts with those of the projects, and the agreements of the projects."""
    found, clients, agreements = dict[int, ProjectRecord](), dict(accounts), dict[int, AgreementRecord]()
    for row in projects.order_by("pk").values_list(*COLUMNS):
        project = found[row[0]] = ProjectRecord._make(row[:OWN])
        name, currency, *agreed = row[OWN:]
        if project.account_id:
            clients.setdefault(project.account_id, Client(name, currency))
        if project.agreement_id and project.agreement_id not in agreements:
            agreements[project.agreement_id] = AgreementRecord._make(agreed)
    return found, clients, agreements


def months_in(scope: Scope) -> QuerySet[ProjectMonth]:
    """Return the monthly sums in a scope: of its projects, and of account service on its accounts."""
    if scope.everything:
        return ProjectMonth.objects.all()
    care = Q(project_id=0, account_id__in=list(scope.accounts))
    return ProjectMonth.objects.filter(Q(project_id__in=list(scope.projects)) | care)


def entries_in(scope: Scope) -> QuerySet[Entry]:
    """Return the entries in a scope."""
    if scope.everything:
        return Entry.objects.all()
    care = Q(project=None, account_id__in=list(scope.accounts))
    return Entry.objects.filter(Q(project_id__in=list(scope.projects)) | care)


def span_of(scope: Scope) -> tuple[date, date] | None:
    """Return the first and last day with time in a scope, or None without any."""
    days = entries_in(scope).aggregate(first=Min("work_date"), last=Max("work_date"))
    return (days["first"], days["last"]) if days["first"] else None


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last date of the agency's time, and the number of entries."""

    first: date
    last: date
    entries: int


def whole_span(today: date) -> Span:
    """Return the span of all entries, for re-rating them, or today's date if there are none."""
    days = Entry.objects.aggregate(first=Min("work_date"), last=Max("work_date"), entries=Count("pk"))
    return Span(days["first"] or today, days["last"] or today, days["entries"])
