"""Queries for a project's expectations: those linked to it, and those about a line of its agreement."""

from collections.abc import Callable, Collection
from typing import Final

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.agreements.lines.models import AgreementLine
from amity.expectations import queries as expectations
from amity.expectations import rules
from amity.expectations.models import Expectation
from amity.monitoring.models import ProjectExpectation
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.policy import runs
from amity.projects.queries import PROJECT, projects_seen_by
from amity.projects.rules import ACTIVE, OVER
from amity.shared.actor import Actor
from amity.shared.rows.prepared import NO_ROW, Given, Prepared, few, few_ids

handed_over: Final[list[Callable[[Project], Collection[int]]]] = []
"""Hook: expectations of the whole account that were handed over with a project."""

AGREEMENT: Final = Given("agreement", BigIntegerField())


def of_the_project(project: Project) -> Q:
    """Return the filter for expectations that belong to the project."""
    return _of(project.pk, project.agreement_id)


def _of(project: int | Given, agreement: int | Given | None) -> Q:
    bound = ProjectExpectation.objects.filter(expectation=OuterRef("pk"), project=project)
    if agreement is None:
        return Q(Exists(bound))
    elsewhere = ProjectExpectation.objects.filter(expectation=OuterRef("pk"))
    line = AgreementLine.objects.filter(line=OuterRef("line_id"), agreement=agreement)
    return Q(Exists(bound)) | (Q(Exists(line)) & ~Q(Exists(elsewhere)))


def expectations_of_project(by: Actor, project: Project) -> list[Expectation]:
    """Return a project's expectations the actor can see, and those handed over with it, worst first."""
    along = {number for along in handed_over for number in along(project)}
    few_along = few_ids("pk", along)
    if few_along is None:
        seen = expectations.expectations_seen_by(by).filter(of_the_project(project) | Q(pk__in=along))
        return expectations.worded(seen)
    given = {"project": project.pk, "agreement": project.agreement_id or NO_ROW, **few_along}
    return expectations.worst_first(
        rows_by_roles("expectations of a project", by, timezone.localdate(), given, of_given_project)
    )


def of_given_project(by: Actor) -> QuerySet[Expectation]:
    """Return the expectations of a `Given` project and agreement the actor can see, and a few more of them."""
    seen = expectations.expectations_seen_by(by).filter(_of(PROJECT, AGREEMENT) | few("pk"))
    return expectations.with_resets(seen)


def promises_of_project(by: Actor, project: Project) -> list[Expectation]:
    """Return the open promises of a project that have a date, in order of their dates.

    The managers of a project see all of them, so that nothing more is looked up for them.
    """
    given = {"project": project.pk, "agreement": project.agreement_id or NO_ROW}
    if runs(person_of(by), project):
        return ALL_PROMISES.rows(given)
    return rows_by_roles("promises of a project", by, timezone.localdate(), given, promises_of_given_project)


def promises_of_given_project(by: Actor) -> QuerySet[Expectation]:
    """Return the open promises of a `Given` project and agreement that have a date and the actor can see."""
    return _promises(Expectation.objects.visible_to(person_of(by)))


def _promises(rows: QuerySet[Expectation]) -> QuerySet[Expectation]:
    dated = rows.filter(_of(PROJECT, AGREEMENT), kind=rules.PROMISE, promised_until__isnull=False)
    is_open = dated.exclude(state__in=(rules.MET, rules.MISSED))
    return is_open.select_related("promised_by").order_by("promised_until", "pk")


ALL_PROMISES: Final = Prepared(lambda: _promises(Expectation.objects.all()))


def seen_through_projects(person: Person) -> Q:
    """Return a filter for expectations of clients whose projects a person runs, and of projects they work on."""
    runs = Project.objects.filter(account=OuterRef("account_id"), manager=person)
    works_on = Project.objects.visible_to(person).filter(pk=OuterRef("project_id"))
    bound = ProjectExpectation.objects.filter(Exists(works_on), expectation=OuterRef("pk"))
    return Q(Exists(runs)) | Q(Exists(bound))


def offered_projects(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return the open projects of an account the actor can see, active ones first, then the newest."""
    rows = projects_seen_by(by).filter(account=account).exclude(status__in=OVER)
    found = sorted(rows.order_by("-pk").values_list("pk", "name", "status"), key=lambda row: row[2] != ACTIVE)
    return [(pk, name) for pk, name, _status in found]


def project_id_of(expectation: Expectation) -> int | None:
    """Return the id of the project to which an expectation is linked."""
    return ProjectExpectation.objects.filter(expectation=expectation).values_list("project", flat=True).first()


def project_of(expectation: Expectation) -> Project | None:
    """Return the project to which an expectation is linked."""
    place = ProjectExpectation.objects.select_related("project").filter(expectation=expectation).first()
    return place.project if place else None
