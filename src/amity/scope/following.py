"""Keep requests in step with their work: with the finished mark of their work item, and with its project's account."""

from datetime import datetime

from amity.audit import trail
from amity.projects.models import Project, WorkItem
from amity.scope import rules
from amity.scope.models import Request
from amity.shared.actor import Actor


def follow_mark(item: WorkItem, by: Actor, now: datetime) -> None:
    """Close the request of an item that was finished as done, and reopen that of one that no longer is."""
    row = Request.objects.filter(item=item).select_for_update(of=("self",)).first()
    if row is None or (row.closed_at is None) == (item.finished_at is None):
        return
    finished = item.finished_at is not None
    row.closed_at, row.outcome = (now, rules.DONE) if finished else (None, "")
    row.closed_because = ""
    row.version += 1
    row.save()
    changes = {"outcome": row.outcome} if finished else None
    trail.record("request.closed" if finished else "request.reopened", subject=row, by=by, at=now, changes=changes)


def follow_account(project: Project, _before: int | None, by: Actor, now: datetime) -> None:
    """Move the requests within the project's work to its new account. Others stay with the client who asked."""
    for row in Request.objects.filter(item__project=project).select_for_update(of=("self",)).order_by("pk"):
        row.account_id = project.account_id
        row.version += 1
        row.save()
        trail.record("request.followed", subject=row, by=by, at=now, changes={"account_id": project.account_id})
