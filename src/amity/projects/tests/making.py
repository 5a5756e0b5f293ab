"""Projects with a team and work, for tests."""

from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.accounts.tests.making import newest_accounts
from amity.agreements.models import Agreement
from amity.people import rules as roles
from amity.projects.models import Project
from tests.builders import make_agreement, make_item, make_line, make_project

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Add two projects to each of the newest accounts, and projects, lines and tasks to the scene."""
    team, known = [scene.viewers[roles.TEAM_MEMBER]], scene.known
    first = Account.objects.get(pk=known["account_id"])
    agreement = Agreement.objects.get(pk=known["agreement_id"])
    whole = Project.objects.get(pk=known["project_id"])
    for account in newest_accounts(rows):
        make_project(first, agreement=agreement)
        retained = make_agreement(account, "retainer", fee=100_000, included_seconds=36_000)
        make_project(account, agreement=retained, team=team)
        make_item(whole, line=make_line(agreement, hours="10"))
        make_project(account, agreement=make_agreement(account, hourly_rate="90"), team=team)


def newest_projects(rows: int) -> list[Project]:
    """Return the hourly projects that were added last, for parts above to extend."""
    found = Project.objects.filter(agreement__fee_model="time_and_materials", account__in=newest_accounts(rows))
    return list(found.order_by("-pk")[:rows])
