"""Assessed requests, and extra work that waits for a signature, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.people.models import Discipline, Person
from amity.projects.models import Project, WorkItem
from amity.scope import rules
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import MONDAY, acting, make_agreement, make_item
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


def make_declined(
    account: Account, by: Person, words: str, reason: str = "Not before spring", project: Project | None = None
) -> Request:
    """Log, assess and decline a request."""
    row = make_assessed(account, by, words, project)
    fields = DecisionFields(rules.DECLINED, because=reason)
    return decide_request(by=acting(by), request_id=row.pk, version=row.version, fields=fields, now=MONDAY)


def make_waiting(
    account: Account, by: Person, words: str, *, project: Project | None = None, item: WorkItem | None = None,
    line_id: int | None = None,
) -> Request:  # fmt: skip
    """Log a request for extra work whose change order is a draft."""
    fields = RequestFields(words, asked_on=date(2025, 12, 1), project_id=project.pk if project else None)
    row = log_request(by=acting(by), account_id=account.pk, fields=fields, now=MONDAY)
    row.order = make_order(account)
    row.state, row.item, row.line_id = rules.EXTRA, item, line_id
    row.save()
    return row


def make_at_no_charge(account: Account, by: Person) -> str:
    """Log a request that was decided at no charge. Return its month."""
    row = log_request(by=acting(by), account_id=account.pk, fields=RequestFields("One more photo"), now=MONDAY)
    row.state = rules.AT_NO_CHARGE
    row.save()
    return f"{row.asked_on:%Y%m}"


def make_order(account: Account) -> Agreement:
    """Create a draft of a change order."""
    return make_agreement(account, "fixed", kind="change_order", state="draft", number="CO-4", signed_on=None)


def waiting_scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a request whose work waits for a signature, about the project of the scene."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    project = Project.objects.get(pk=int(str(known["project_id"])))
    item = make_item(project, "Newport on the map")
    row = make_waiting(account, viewers[AM], "Newport on the map as well", project=project, item=item)
    return {"waiting_request_id": row.pk}


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an assessed request about the project of the scene."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    project = Project.objects.get(pk=int(str(known["project_id"])))
    row = make_assessed(account, viewers[AM], "Newport on the map as well", project)
    declined = make_declined(account, viewers[AM], "Pocket maps for every school", project=project)
    own = waiting_scene_ids(viewers, known) | {"declined_request_id": declined.pk}
    own |= {"courtesy_month": make_at_no_charge(account, viewers[AM])}
    own |= {"parked_until": str(timezone.localdate() + timedelta(days=30))}
    return own | {"assessed_request_id": row.pk, "discipline_id": Discipline.objects.get(name="Design").pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add assessed requests on the account and the project of the scene."""
    account = Account.objects.get(pk=scene.known["account_id"])
    project = Project.objects.get(pk=scene.known["project_id"])
    for number in range(rows):
        make_assessed(account, scene.viewers[AM], f"One more stop {number}", project)
