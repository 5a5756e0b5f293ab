"""Import milestones of a project with the date by which they are due, and whether they were met."""

from datetime import datetime

from django.utils import timezone

from amity.audit import trail
from amity.imports.models import Batch, Made
from amity.imports.structure.rules.things import Thing
from amity.projects.models import Milestone
from amity.shared.actor import Actor

MOST_NAME = 200


def take(by: Actor, batch: Batch, project: int, thing: Thing, now: datetime, *, dry_run: bool) -> str:
    """Add a milestone that its project lacks, or mark one as met. Return its fate. Its date in Amity stays."""
    name = thing.name[:MOST_NAME]
    today = timezone.localdate(now)
    met_on = min(thing.done_on or today, today) if thing.over else None
    found = Milestone.objects.filter(project=project, name=name).first() if project else None
    if found is not None and (met_on is None or found.delivered_on is not None):
        return "unchanged"
    if dry_run or thing.due_on is None:
        return "updated" if found else "created"
    kind = "met" if found else "milestone"
    row = found or Milestone(project_id=project, name=name, due_on=thing.due_on)
    row.delivered_on = met_on
    row.save()
    detail = {"due_on": row.due_on.isoformat(), "delivered_on": met_on.isoformat() if met_on else None}
    Made.objects.create(batch=batch, kind=kind, made_id=row.pk, detail=detail)
    changes = {"name": row.name, "due_on": row.due_on, "delivered_on": met_on}
    trail.record("milestone.delivered" if found else "milestone.added", subject=row, by=by, at=now, changes=changes)
    return "updated" if found else "created"


def take_back(made: Made) -> str:
    """Remove a milestone, or withdraw that it was met. Return why it stays, or ""."""
    row = Milestone.objects.filter(pk=made.made_id).first()
    if row is None:
        return ""
    delivered = row.delivered_on.isoformat() if row.delivered_on else None
    if (row.due_on.isoformat(), delivered) != (made.detail["due_on"], made.detail["delivered_on"]):
        return "edited_since"
    if made.kind == "milestone":
        row.delete()
        return ""
    row.delivered_on = None
    row.save(update_fields=["delivered_on"])
    return ""
