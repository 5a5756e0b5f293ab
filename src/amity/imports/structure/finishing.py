"""Finish a work item that is done in the tool it comes from, and undo that."""

from datetime import datetime

from amity.audit import trail
from amity.imports.models import Batch, Made
from amity.projects.models import FinishedMark, WorkItem
from amity.shared.actor import Actor
from amity.shared.refs import Ref


def finish(by: Actor, batch: Batch, item: WorkItem, now: datetime) -> None:
    """Mark an existing work item as finished."""
    item.finished_at = now
    item.save(update_fields=["finished_at"])
    mark = FinishedMark(project_id=item.project_id, item=item, finished=True, by_label=by.label, at=now)
    mark.save(force_insert=True)
    Made.objects.create(batch=batch, kind="finished", made_id=item.pk, detail={"mark": mark.pk})
    changes = {"items": [{"id": item.pk, "project_id": item.project_id, "title": item.title, "finished": True}]}
    trail.record("import.items_made", subject=Ref.to(batch), by=by, at=now, changes=changes)


def take_back(made: Made) -> str:
    """Remove the mark again. Return why it stays, or ""."""
    newest = FinishedMark.objects.filter(item=made.made_id).order_by("-at", "-pk").first()
    if newest is None:
        return ""
    if newest.pk != made.detail["mark"]:
        return "edited_since"
    newest.delete()
    item = WorkItem.objects.get(pk=made.made_id)
    item.finished_at = None
    item.save(update_fields=["finished_at"])
    return ""
