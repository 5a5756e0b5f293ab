"""Work items: tasks under a project, on one of its lines or on none yet."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit import trail
from amity.people.queries import person_of
from amity.projects import policy, queries
from amity.projects.models import Project, WorkItem
from amity.projects.work_items import queries as work_item_queries
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import Hours, Text, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class ItemFields:
    """A work item. Its line is one of its project's agreement, or none."""

    title: Annotated[str, Text(300, needed=gettext_lazy("Enter a title."))]
    line_id: int | None = None
    planned_seconds: Annotated[int | None, Hours()] = None


@command
def add_work_item(*, by: Actor, project_id: int, fields: ItemFields, now: datetime) -> WorkItem:
    """Add a work item to a project. Its title must be unique there. Its line is optional."""
    project = queries.project_to_change(by, project_id)
    policy.may_add_work(person_of(by), project).or_refuse()
    return put_work_item(by=by, project=project, fields=fields, now=now)


def put_work_item(
    *, by: Actor, project: Project, fields: ItemFields, now: datetime, at_no_charge: bool = False
) -> WorkItem:
    """Add a work item for a command that has checked its own right to do so."""
    item = WorkItem(project=project, at_no_charge=at_no_charge)
    changes = _write(item, fields) | {"project_id": project.pk}
    item.save(force_insert=True)
    if at_no_charge:
        changes["at_no_charge"] = True
    trail.record("work_item.added", subject=item, by=by, at=now, changes=changes)
    return item


@command
def edit_work_item(*, by: Actor, item_id: int, fields: ItemFields, now: datetime) -> WorkItem:
    """Change a work item's title, line or planned time. Logged time stays on its line."""
    item = work_item_queries.item_to_change(by, item_id)
    policy.may_edit(person_of(by), item.project).or_refuse()
    before = asdict(value_of(item, ItemFields))
    after = _write(item, fields)
    item.save()
    trail.record("work_item.edited", subject=item, by=by, at=now, changes={"before": before, "after": after})
    return item


def _write(item: WorkItem, fields: ItemFields) -> dict[str, object]:
    fields, project = tidied(fields), item.project
    if WorkItem.objects.filter(project=project, title=fields.title).exclude(pk=item.pk).exists():
        raise Invalid(_("This project already has a work item with this title."), "title")
    if fields.line_id is not None and not queries.lines_of(project).filter(pk=fields.line_id).exists():
        raise Invalid(_("This line belongs to another project’s agreement."), "line_id")
    write(fields, item)
    return asdict(fields)
