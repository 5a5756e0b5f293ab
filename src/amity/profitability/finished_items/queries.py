"""The open lines and work items of a project to ask "is it finished?" about."""

from collections.abc import Sequence

from amity.profitability.finished_items.rules import Item, asked_if_finished
from amity.projects.models import Project
from amity.projects.work_table.queries import WorkRow
from amity.timesheets.sums import queries as sums


def asked_of(project: Project, rows: Sequence[WorkRow], use: sums.UseOfWork) -> frozenset[tuple[str, int]]:
    """Return (kind, id) of rows past half their plan and quiet for three weeks. A line with items is asked by item.

    A finished line finishes its items.
    """
    every, items = {"item": use.items, "line": use.lines}, []
    done = {row.id for row in rows if row.kind == "line" and row.finished}
    for row in rows:
        worked, last = every[row.kind].get(row.id, (0, None))
        if not row.items:
            finished = row.finished or row.under in done
            items.append(Item(row.kind, row.id, project.pk, row.planned_seconds or 0, worked, last, finished))
    asked = asked_if_finished(items, use.until) if use.until else ()
    return frozenset((item.kind, item.item_id) for item in asked)
