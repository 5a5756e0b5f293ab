"""Let the work of a request start before its change order is signed."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.projects.work_items import commands as items
from amity.projects.work_items.commands import ItemFields
from amity.scope import policy
from amity.scope.assessments.queries import newest_of
from amity.scope.early_start import queries
from amity.scope.early_start.fields import EarlyStartFields
from amity.scope.early_start.models import EarlyStart
from amity.scope.models import Request
from amity.scope.requests.queries import request_seen_by
from amity.scope.rules import title_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import tidied


@command
def let_work_start(*, by: Actor, request_id: int, version: int, fields: EarlyStartFields, now: datetime) -> EarlyStart:
    """Let time be logged on a request before its change order is signed, with the reason. It is at risk until then.

    A request about a project gets a work item, on which that time is logged.
    """
    row = request_seen_by(by, request_id, lock=True)
    policy.may_let_work_start(person_of(by), row).or_refuse()
    if row.order is None or not queries.waits_for_signature(row):
        raise Refused(_("This request isn’t waiting for a signature."))
    if queries.early_start_of(row) is not None:
        raise Refused(_("Work on this request can already start."))
    row.expect(version)
    started = EarlyStart(request=row, order=row.order, reason=tidied(fields).reason, by_label=by.label, at=now)
    started.save(force_insert=True)
    if row.item is None and row.project is not None:
        row.item = _work_item(row, row.project, by, now)
    row.save()
    changes = {"reason": started.reason, "order_id": row.order_id, "item_id": row.item_id}
    trail.record("request.work_started", subject=row, by=by, at=now, changes=changes)
    return started


def _work_item(row: Request, project: Project, by: Actor, now: datetime) -> WorkItem | None:
    """Add the work item on which the time of a request is logged, None where the project has one of that name."""
    title = title_of(row.words)
    if WorkItem.objects.filter(project=project, title=title).exists():
        return None
    assessment = newest_of([row]).get(row.pk)
    fields = ItemFields(title, planned_seconds=assessment.seconds if assessment else None)
    return items.add_work_item(by=by, project_id=project.pk, fields=fields, now=now)
