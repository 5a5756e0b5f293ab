"""Work items: tasks under a project, on one of its lines or on none yet."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.projects import policy, queries
from amity.projects.models import Project, WorkItem
from amity.projects.work_items import queries as work_item_queries
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.texts import one_line


@command
def add_work_item(
    *, by: Actor, project_id: int, title: str, now: datetime, line_id: int | None = None,
    planned_seconds: int | None = None,
) -> WorkItem:  # fmt: skip
    """Add a work item to a project. Its title is unique there; its line is optional."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    item = WorkItem(project=project)
    said = _put(item, title, line_id, planned_seconds)
    item.save(force_insert=True)
    trail.record("work_item.added", subject=item, by=by, at=now, changes={**said, "project_id": project_id})
    return item


@command
def edit_work_item(
    *, by: Actor, item_id: int, title: str, line_id: int | None, planned_seconds: int | None, now: datetime
) -> WorkItem:
    """Change a work item's title, line or planned time. Time on it keeps the line it was logged on."""
    item = work_item_queries.item_to_change(by, item_id)
    policy.may_edit(person_of(by), item.project).or_refuse()
    before = {"title": item.title, "line_id": item.line_id, "planned_seconds": item.planned_seconds}
    said = _put(item, title, line_id, planned_seconds)
    item.save()
    trail.record("work_item.edited", subject=item, by=by, at=now, changes={"before": before, "after": said})
    return item


def _put(item: WorkItem, title: str, line_id: int | None, planned_seconds: int | None) -> dict[str, object]:
    title = one_line(title, 300, "title")
    if not title:
        raise Invalid(_("Enter a title."), "title")
    if WorkItem.objects.filter(project=item.project, title=title).exclude(pk=item.pk).exists():
        raise Invalid(_("This project already has a work item with this title."), "title")
    if planned_seconds is not None and planned_seconds < 0:
        raise Invalid(_("Enter 0 or more."), "planned_seconds")
    item.title, item.planned_seconds = title, planned_seconds
    item.line = _line(item.project, line_id)
    return {"title": title, "line_id": line_id, "planned_seconds": planned_seconds}


def _line(project: Project, line_id: int | None) -> Line | None:
    if line_id is None:
        return None
    line = Line.objects.filter(pk=line_id, placement__agreement=project.agreement_id).first()
    if line is None or project.agreement_id is None:
        raise Invalid(_("This line belongs to another project’s agreement."), "line_id")
    return line
