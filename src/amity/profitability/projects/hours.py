"""The hours of a project's lines and work items, for its page: used of planned, to go, difference."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from amity.people.queries import person_of
from amity.profitability.finished_items.queries import asked_of
from amity.profitability.lines.rules import LineStatus, LineUse, line_status, not_quoted, together
from amity.profitability.projects.unquoted import unquoted_address
from amity.projects.models import Project
from amity.projects.places import Hours, WorkHours
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.projects.work_table.queries import WorkRow
from amity.projects.work_table.rules import is_too_early
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.sums import queries as sums


def hours_of(by: Actor, project: Project, rows: Sequence[WorkRow]) -> WorkHours:
    """Return the hours of a project's rows. Without the right to see hours, only what is asked about.

    Lines include time of other projects of a pooled agreement that the actor can see, as on its page of money.
    """
    use = sums.use_of_work(project.pk)
    asked = asked_of(project, rows, use) if rows else frozenset()
    if person_of(by).money_right < MoneyRight.HOURS:
        return WorkHours(asked=asked)
    lines = [row for row in rows if row.kind == "line"]
    beside = _beside(by, project, lines)
    status = {
        (row.kind, row.id): _status(row, _used(use, row) + (beside.get(row.id, 0) if row.kind == "line" else 0))
        for row in rows
    }
    counted = [status[row.kind, row.id] for row in (lines or rows)]
    rest = _rest(use, lines)
    if rest:
        counted.append(not_quoted(rest))
    planned = any(one.planned_seconds for one in counted)
    every = together(counted)
    finished = project.status in OVER or any(row.finished for row in rows)
    is_early = is_too_early(every.quoted_seconds, every.used_seconds, finished=finished)
    entries = reverse("timesheets:entries")
    of_project = f"{entries}?project={project.pk}"
    return WorkHours(
        rows={key: _hours(one, address=f"{entries}?{key[0]}={key[1]}") for key, one in status.items()},
        rest=_hours(not_quoted(rest), planned=planned, address=unquoted_address(project.pk)) if rest else None,
        total=replace(
            _hours(every, planned=planned, address="" if any(beside.values()) else of_project), is_early=is_early
        ),
        asked=asked,
    )


def _rest(use: sums.UseOfWork, lines: Sequence[WorkRow]) -> int:
    """Return the seconds on no listed line, or on no work item where there are no lines."""
    known = {row.id for row in lines}
    rest = sum(seconds for line, (seconds, _last) in use.lines.items() if line not in known)
    return rest if lines else rest - sum(seconds for seconds, _last in use.items.values())


def _used(use: sums.UseOfWork, row: WorkRow) -> int:
    return (use.lines if row.kind == "line" else use.items).get(row.id, (0, None))[0]


def _beside(by: Actor, project: Project, lines: Sequence[WorkRow]) -> dict[int, int]:
    """Return seconds by line of the agreement's other projects."""
    if not lines or project.agreement_id is None:
        return {}
    others = projects_seen_by(by).filter(agreement=project.agreement_id).exclude(pk=project.pk)
    return sums.seconds_beside([row.id for row in lines], others)


def _status(row: WorkRow, used: int) -> LineStatus:
    planned = row.planned_seconds or 0
    return line_status(LineUse(row.id, row.quoted_seconds, planned, used, finished=row.finished))


def _hours(one: LineStatus, *, planned: bool | None = None, address: str = "") -> Hours:
    """Return a status for the table. Without a plan, what is to go and the difference mean nothing."""
    has_plan = bool(one.planned_seconds or one.quoted_seconds) if planned is None else planned
    return Hours(
        quoted_seconds=one.quoted_seconds,
        planned_seconds=one.planned_seconds or None,
        used_seconds=one.used_seconds,
        to_go_seconds=one.to_go_seconds if has_plan else None,
        difference_seconds=one.difference_seconds if has_plan else None,
        used=None if one.used_bp is None else one.used_bp // 100,
        address=address if one.used_seconds else "",
    )
