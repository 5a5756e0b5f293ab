"""The work item on which the time of a decided request is logged."""

from datetime import datetime

from amity.projects.models import WorkItem
from amity.projects.queries import lines_of
from amity.projects.work_items.commands import ItemFields, put_work_item
from amity.scope.assessments.queries import newest_of
from amity.scope.models import Request
from amity.scope.rules import title_of
from amity.shared.actor import Actor


def work_item_for(row: Request, *, by: Actor, now: datetime, at_no_charge: bool = False) -> WorkItem | None:
    """Return the work item of a request, which is added to its project with the assessed hours.

    None without a project, or where the project has a work item of that name.
    """
    project, title = row.project, title_of(row.words)
    if row.item is not None or project is None:
        return row.item
    if WorkItem.objects.filter(project=project, title=title).exists():
        return None
    assessment = newest_of([row]).get(row.pk)
    line_id = row.line_id if row.line_id and lines_of(project).filter(pk=row.line_id).exists() else None
    fields = ItemFields(title, line_id, assessment.seconds if assessment else None)
    return put_work_item(by=by, project=project, fields=fields, now=now, at_no_charge=at_no_charge)
