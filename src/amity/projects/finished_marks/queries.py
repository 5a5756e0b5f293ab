"""Find the line or work item to mark."""

from django.utils.translation import gettext as _

from amity.lines.models import Line
from amity.projects import queries
from amity.projects.models import Project, WorkItem
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing


def tickable(project: Project, *, line_id: int | None, item_id: int | None) -> Line | WorkItem:
    """Return the project's line or work item to be marked as finished, locked. Raise `NotSeen` if it isn't there."""
    gone = _("Line or work item not found on this project.")
    if item_id is not None:
        return seen_or_missing(WorkItem.objects.filter(project=project), item_id, gone, lock=True)
    if line_id is not None:
        return seen_or_missing(queries.lines_of(project), line_id, gone, lock=True)
    raise NotSeen(gone)
