"""The open lines and work items of a project to ask "is it finished?" about."""

from collections.abc import Sequence

from amity.profitability.finished_items.rules import Item, asked_if_finished
from amity.projects.models import Project
from amity.projects.pages import WorkRow
from amity.timesheets.sums import queries as sums


def asked_of(project: Project, rows: Sequence[WorkRow]) -> frozenset[tuple[str, int]]:
    """Return (kind, id) of rows past half their plan and quiet for three weeks. A line with items is asked by item."""
    until = sums.last_day()
    if until is None or not rows:
        return frozenset()
    of_items, of_lines = sums.use_of_work(project.pk)
    use = {"item": of_items, "line": of_lines}
    items = []
    for row in rows:
        worked, last = use[row.kind].get(row.id, (0, None))
        if not row.items:
            items.append(Item(row.kind, row.id, project.pk, row.planned_seconds or 0, worked, last, row.finished))
    return frozenset((item.kind, item.item_id) for item in asked_if_finished(items, until))
