"""The data of the hammer's processes: people, two accounts in two currencies, projects, lines, items, rates."""

from dataclasses import dataclass

from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import (
    make_account,
    make_agency,
    make_agreement,
    make_cost_rate,
    make_item,
    make_line,
    make_person,
    make_project,
)
from tests.rig.database import make_tables

WRITERS = ("Wim", "Wanda", "Walt", "Wren")
FINANCE, DIRECTOR, BROUGHT = "Fina", "Ada", "Brought"
MONTHS = (202609, 202610, 202611)
BULK_TEXT = "brought in bulk"


@dataclass(frozen=True)
class Place:
    """A project with the ids of its lines and items."""

    project_id: int
    lines: list[int]
    items: list[int]


def build() -> None:
    """Create the tables and all data except time."""
    make_tables()
    make_agency()
    make_cost_rate("41.2345")
    director, _fina = make_person(DIRECTOR, roles.ACCOUNT_DIRECTOR), make_person(FINANCE, roles.FINANCE)
    people = [make_person(name, roles.TEAM_MEMBER) for name in (*WRITERS, BROUGHT)]
    for name, currency in (("Osprey Rail", "EUR"), ("Clarens", "CHF")):
        account = make_account(name, director=director, currency=currency)
        agreement = make_agreement(account, hourly_rate="112.50")
        lines = [make_line(agreement) for _ in range(2)]
        for _ in range(2):
            project = make_project(account, team=[*people, director], agreement=agreement)
            for line in (*lines, None):
                make_item(project, line=line)


def places() -> list[Place]:
    """Return the projects to log time on."""
    return [
        Place(
            project.pk,
            [line.line_id for line in project.agreement.agreement_lines.all()] if project.agreement else [],
            list(project.items.values_list("pk", flat=True)),
        )
        for project in Project.objects.select_related("agreement").order_by("pk")
    ]


def person(name: str) -> Person:
    """Return a person by name."""
    return Person.objects.get(name=name)
