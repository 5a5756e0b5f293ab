"""What is passed on, actions and a feed, for tests."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.conversations.actions import commands as actions
from amity.conversations.actions.changes import ActionFields
from amity.conversations.feeds.commands import make_feed
from amity.conversations.models import Action, PassOn
from amity.conversations.passing import commands as passing
from amity.conversations.passing.changes import InformedFields, PassOnFields, RaiseFields
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.tests.making import newest_projects
from tests.builders import MONDAY, acting

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def make_passed(
    account: Account, *, by: Person, to: Person, text: str = "Six more stations", at: datetime = MONDAY,
    project: Project | None = None,
) -> PassOn:  # fmt: skip
    """Pass something on to one colleague."""
    fields = PassOnFields(text, project_id=project.pk if project else None)
    return passing.pass_on(by=acting(by), account_id=account.pk, colleague_ids=(to.pk,), fields=fields, now=at)[0]


def make_raised(
    project: Project, *, by: Person, text: str = "The sandbox was down", at: datetime = MONDAY
) -> PassOn:  # fmt: skip
    """Raise something for the client of a project."""
    return passing.raise_for_client(by=acting(by), project_id=project.pk, fields=RaiseFields(text), now=at)


def make_action(
    account: Account, *, by: Person, what: str = "Send the page list", due_on: date | None = None,
    project: Project | None = None,
) -> Action:  # fmt: skip
    """Add an action that its owner adds for themselves."""
    fields = ActionFields(what, owner_id=by.pk, due_on=due_on, project_id=project.pk if project else None)
    return actions.add_action(by=acting(by), account_id=account.pk, fields=fields, now=MONDAY)


def passed_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Return the ids of something passed on, raised, answered and done in the scene, and the secret of a feed."""
    account = Account.objects.get(pk=str(known["account_id"]))
    project = Project.objects.get(pk=str(known["project_id"]))
    to_team = make_passed(
        account, by=viewers[roles.ACCOUNT_MANAGER], to=viewers[roles.TEAM_MEMBER], project=project
    )  # fmt: skip
    raised, told = (make_raised(project, by=viewers[roles.TEAM_MEMBER]) for _each in range(2))
    by, how = acting(viewers[roles.ACCOUNT_MANAGER]), InformedFields("call")
    passing.mark_client_knows(by=by, passed_id=told.pk, version=1, fields=how, now=MONDAY)
    action, done = (make_action(account, by=viewers[roles.TEAM_MEMBER], project=project) for _each in range(2))
    actions.finish_action(by=acting(viewers[roles.TEAM_MEMBER]), action_id=done.pk, version=1, now=MONDAY)
    return {
        "passed_id": to_team.pk, "raised_id": raised.pk, "told_id": told.pk, "action_id": action.pk,
        "done_action_id": done.pk, "secret": make_feed(by=acting(viewers[roles.TEAM_MEMBER]), now=MONDAY),
    }  # fmt: skip


def grow_passed(scene: "Scene", rows: int) -> None:
    """Pass things on in both directions on the newest projects, and as many on the project of the scene."""
    by, to = scene.viewers[roles.ACCOUNT_DIRECTOR], scene.viewers[roles.TEAM_MEMBER]
    for project in (*newest_projects(rows), *[Project.objects.get(pk=scene.known["project_id"])] * rows):
        if project.account is not None:
            make_passed(project.account, by=by, to=to, project=project)
            make_raised(project, by=by)
            make_action(project.account, by=by, project=project, due_on=date(2026, 12, 1))
