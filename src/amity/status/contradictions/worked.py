"""Which projects people logged time on in the last minutes, and follow what that contradicts."""

from datetime import datetime, timedelta
from typing import Any, Final

from amity.audit.models import Payload, Record
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.command import command
from amity.status.contradictions.following import follow
from amity.status.models import Status

LATELY: Final = timedelta(minutes=3)
"""More than a minute, so that nothing is missed between two runs. Following a project twice changes nothing."""
ENTRY: Final = "timesheets.entry"
IMPORTS: Final = ("import.applied", "import.undone")


@command
def follow_time(now: datetime) -> int:
    """Follow the projects whose time changed in the last minutes. Return how many these are."""
    projects = worked_since(now - LATELY)
    follow(projects, now)
    return len(projects)


def worked_since(since: datetime) -> list[int]:
    """Return the projects with a status whose time was logged, changed or deleted since a moment.

    After an import these are all projects with a status.
    """
    rows = Project.objects.filter(pk__in=Status.objects.order_by().values("project")).exclude(status__in=OVER)
    if Record.objects.filter(at__gt=since, action__in=IMPORTS).exists():
        return list(rows.order_by("pk").values_list("pk", flat=True))
    bodies = Payload.objects.filter(record__at__gt=since, record__subject_kind=ENTRY).values_list("body", flat=True)
    named = {project_id for body in bodies for project_id in _projects_of(body)}
    return list(rows.filter(pk__in=named).order_by("pk").values_list("pk", flat=True)) if named else []


def _projects_of(body: dict[str, Any]) -> list[int]:
    """Return the projects that a change of an entry names: its own, before and after."""
    images = [body, body.get("before") or {}, body.get("after") or {}]
    return [project_id for image in images if (project_id := image.get("project_id"))]
