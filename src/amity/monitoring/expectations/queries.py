"""Queries for a project's expectations: those linked to it, and those about a line of its agreement."""

from collections.abc import Callable, Collection
from typing import Final

from django.db.models import Exists, OuterRef, Q

from amity.agreements.lines.models import AgreementLine
from amity.expectations import queries as expectations
from amity.expectations import rules
from amity.expectations.models import Expectation
from amity.monitoring.models import ProjectExpectation
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.policy import runs
from amity.shared.actor import Actor

handed_over: Final[list[Callable[[Project], Collection[int]]]] = []
"""Hook: expectations of the whole account that were handed over with a project."""


def of_the_project(project: Project) -> Q:
    """Return the filter for expectations that belong to the project."""
    bound = ProjectExpectation.objects.filter(expectation=OuterRef("pk"), project=project)
    if project.agreement_id is None:
        return Q(Exists(bound))
    elsewhere = ProjectExpectation.objects.filter(expectation=OuterRef("pk"))
    line = AgreementLine.objects.filter(line=OuterRef("line_id"), agreement=project.agreement_id)
    return Q(Exists(bound)) | (Q(Exists(line)) & ~Q(Exists(elsewhere)))


def expectations_of_project(by: Actor, project: Project) -> list[Expectation]:
    """Return a project's expectations the actor can see, and those handed over with it, worst first."""
    along = {number for along in handed_over for number in along(project)}
    seen = expectations.expectations_seen_by(by).filter(of_the_project(project) | Q(pk__in=along))
    return expectations.worded(seen)


def promises_of_project(by: Actor, project: Project) -> list[Expectation]:
    """Return the open promises of a project that have a date, in order of their dates.

    The managers of a project see all of them, so that nothing more is looked up for them.
    """
    person = person_of(by)
    seen = Expectation.objects.all() if runs(person, project) else Expectation.objects.visible_to(person)
    dated = seen.filter(of_the_project(project), kind=rules.PROMISE, promised_until__isnull=False)
    return list(
        dated.exclude(state__in=(rules.MET, rules.MISSED))
        .select_related("promised_by").order_by("promised_until", "pk")
    )  # fmt: skip


def seen_through_projects(person: Person) -> Q:
    """Return a filter for expectations of clients whose projects a person runs, and of projects they work on."""
    runs = Project.objects.filter(account=OuterRef("account_id"), manager=person)
    works_on = Project.objects.visible_to(person).filter(pk=OuterRef("project_id"))
    bound = ProjectExpectation.objects.filter(Exists(works_on), expectation=OuterRef("pk"))
    return Q(Exists(runs)) | Q(Exists(bound))


def project_of(expectation: Expectation) -> Project | None:
    """Return the project to which an expectation is linked."""
    place = ProjectExpectation.objects.select_related("project").filter(expectation=expectation).first()
    return place.project if place else None
