"""Assessed requests for the permission matrix and for the query counts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.people.models import Discipline, Person
from amity.projects.models import Project
from amity.scope import rules
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

HOUR = 3_600


def make_assessed(account: Account, by: Person, words: str, project: Project | None = None) -> Request:
    """Log a request, and assess it as two hours of extra work."""
    fields = RequestFields(words, project_id=project.pk if project else None)
    row = log_request(by=acting(by), account_id=account.pk, fields=fields, now=MONDAY)
    discipline, _made = Discipline.objects.get_or_create(name="Design")
    assess_request(
        by=acting(by), request_id=row.pk, version=row.version, hours=((discipline.pk, 2 * HOUR),),
        fields=AssessmentFields(rules.EXTRA, "Not on any line"), now=MONDAY,
    )  # fmt: skip
    row.refresh_from_db()
    return row


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an assessed request about the project of the scene."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    project = Project.objects.get(pk=int(str(known["project_id"])))
    row = make_assessed(account, viewers[AM], "Newport on the map as well", project)
    return {"assessed_request_id": row.pk, "discipline_id": Discipline.objects.get(name="Design").pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add assessed requests on the account and the project of the scene."""
    account = Account.objects.get(pk=scene.known["account_id"])
    project = Project.objects.get(pk=scene.known["project_id"])
    for number in range(rows):
        make_assessed(account, scene.viewers[AM], f"One more stop {number}", project)
