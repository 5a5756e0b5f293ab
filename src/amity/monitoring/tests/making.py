"""A goal, preference, expectation, risk and client input on a project, by those responsible for its account."""

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.accounts.preferences.commands import PreferenceFields, keep_preference
from amity.expectations.changes import ExpectationFields
from amity.monitoring.changes import EntryFields, InputFields
from amity.monitoring.expectations import commands as expectation_commands
from amity.monitoring.inputs import commands as input_commands
from amity.monitoring.risks import commands as risk_commands
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.tests.making import newest_projects
from amity.strategy.changes import GoalFields
from amity.strategy.goals.commands import set_goal
from tests.builders import MONDAY, acting

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_client_side(project: Project, *, by: Person) -> None:
    """Add a goal, a preference, an expectation, a risk or blocker and a client input."""
    actor, number, account_id = acting(by), next(_number), project.account_id or 0
    contact = Contact.objects.create(account_id=account_id, name=f"Contact {number}")
    heard = Evidence(contact.pk, date(2026, 11, 20), "call", "Plainly.")
    set_goal(by=actor, account_id=account_id, fields=GoalFields(f"Goal {number}"), evidence=heard, now=MONDAY)
    taste = PreferenceFields(f"Taste {number}", evidence=heard, check_kind="phrase", check_value="guarantee")
    keep_preference(by=actor, account_id=account_id, fields=taste, now=MONDAY)
    said = ExpectationFields(f"Expectation {number}", evidence=heard)
    expectation_commands.expect_on_project(by=actor, project_id=project.pk, fields=said, now=MONDAY)
    risk_commands.add_entry(by=actor, fields=EntryFields(f"Risk {number}", project_id=project.pk), now=MONDAY)
    needed = InputFields(
        f"Input {number}", date(2026, 12, 1), project_id=project.pk, contact_id=contact.pk, asked_on=MONDAY.date()
    )
    input_commands.ask_input(by=actor, fields=needed, now=MONDAY)


def grow(scene: "Scene", rows: int) -> None:
    """Add a whole client side to each of the newest projects, and as many to the project of the scene."""
    by, whole = scene.viewers[roles.ACCOUNT_DIRECTOR], Project.objects.get(pk=scene.known["project_id"])
    for project in newest_projects(rows):
        make_client_side(project, by=by)
        make_client_side(whole, by=by)
