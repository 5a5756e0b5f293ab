"""Read what forecasts rest on: of one project from the table of its work, or of many in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.utils import timezone

from amity.agreements.fees.rules import FIXED
from amity.profitability.forecast import evidence
from amity.profitability.forecast.evidence import Evidence, Piece, budget_of, pieces_of_line, rest_of
from amity.profitability.forecast.numbers import InForce, numbers_in_force, size_of
from amity.profitability.forecast.rules import Item
from amity.profitability.terms.queries import Plan, PlannedLine, plans
from amity.projects import rules as projects
from amity.projects.models import Project, WorkItem
from amity.projects.work_table.queries import WorkRow, work_table
from amity.retainers.queries import MODELS as RETAINED
from amity.shared.actor import Actor
from amity.timesheets.sums.models import ItemTotal, WorkMonth


def is_forecast(project: Project) -> bool:
    """Return whether hours of a project are forecast: its work isn't over, and no period of a retainer pays for it."""
    return project.status not in projects.OVER and not _is_retained(project)


def _is_retained(project: Project) -> bool:
    return project.agreement is not None and project.agreement.fee_model in RETAINED


def evidence_seen_by(by: Actor, project: Project) -> Evidence | None:
    """Return the evidence of a project as its page shows its work. None: nothing planned, or hours they can't see."""
    table = work_table(by, project, timezone.localdate())
    if not is_forecast(project) or table.total is None:
        return None
    lines = [row for row in table.rows if row.kind == "line"]
    loose = [_piece(row) for row in (table.loose if lines else table.rows)]
    rest = (table.rest.used_seconds if table.rest else 0) - (sum(one.item.used for one in loose) if lines else 0)
    return _evidence(
        project, [(_piece(row), [_piece(item) for item in row.items]) for row in lines], loose, rest, numbers_in_force()
    )


def evidence_of_lines(project: Project, lines: Sequence[Piece], rest: int) -> Evidence | None:
    """Return the evidence of a project whose lines are read already. `rest` is the time on none of them."""
    own, listed = _items([project.pk]).get(project.pk, {}), {line.id for line in lines}
    loose = [piece for line, pieces in own.items() if line not in listed for piece in pieces]
    rest -= sum(one.item.used for one in loose)
    return _evidence(project, [(line, own.get(line.id, [])) for line in lines], loose, rest, numbers_in_force())


def evidence_of(chosen: Iterable[Project], today: date) -> dict[int, Evidence]:
    """Return the evidence of projects by id, in a number of queries that doesn't depend on their number.

    Projects come with their agreement. Those without a plan are left out, and retainers. Closed ones have theirs too.
    """
    known = [project for project in chosen if not _is_retained(project)]
    agreements = {project.agreement_id: project.agreement for project in known if project.agreement_id}
    planned = plans({key: one for key, one in agreements.items() if key and one}, today)
    on_line, off_line = _seconds(agreements, [project.pk for project in known])
    items, numbers = _items([project.pk for project in known]), numbers_in_force()
    found = {}
    for project in known:
        plan = planned.get(project.agreement_id or 0, Plan())
        own = items.get(project.pk, {})
        lines = [
            (Piece(evidence.LINE, one.line.pk, str(one.line), _line(one, on_line)), own.get(one.line.pk, []))
            for one in plan.lines
        ]
        listed = {one.line.pk for one in plan.lines}
        loose = [piece for line, pieces in own.items() if line not in listed for piece in pieces]
        elsewhere = sum(seconds for line, seconds in off_line.get(project.pk, {}).items() if line not in listed)
        rest = elsewhere - sum(one.item.used for one in loose)
        if (one_of := _evidence(project, lines, loose, rest, numbers)) is not None:
            found[project.pk] = one_of
    return found


def _evidence(
    project: Project,
    lines: Sequence[tuple[Piece, Sequence[Piece]]],
    loose: Sequence[Piece],
    rest: int,
    numbers: Mapping[str, InForce],
) -> Evidence | None:
    budget = budget_of((line for line, _items in lines), loose)
    if not budget:
        return None
    pieces = [piece for line, items in lines for piece in pieces_of_line(line, items)]
    every = (*pieces, *loose, *rest_of(max(rest, 0)))
    stated = None if project.percent_complete is None else project.percent_complete / 100
    fixed_fee = project.agreement is not None and project.agreement.fee_model == FIXED
    return Evidence(budget, every, numbers[size_of(piece.item for piece in every)], stated, fixed_fee)


def _piece(row: WorkRow) -> Piece:
    title = f"{row.number} {row.title}".strip()
    used = row.hours.used_seconds if row.hours else 0
    return Piece(
        evidence.LINE if row.kind == "line" else evidence.WORK_ITEM, row.id, title,
        Item(row.planned_seconds or 0, used, finished=row.finished), row.asked,
    )  # fmt: skip


def _line(one: PlannedLine, used: Mapping[int, int]) -> Item:
    planned = one.current.planned_seconds if one.current else 0
    return Item(planned, used.get(one.line.pk, 0), finished=one.line.finished_at is not None)


def _seconds(
    agreements: Collection[int | None], project_ids: Sequence[int]
) -> tuple[dict[int, int], dict[int, dict[int, int]]]:
    """Return the seconds on each line in all projects of these agreements, and those of each project by line."""
    under = Project.objects.filter(agreement__in=[key for key in agreements if key]).order_by().values("pk")
    rows = WorkMonth.objects.filter(project_id__in=under) | WorkMonth.objects.filter(project_id__in=project_ids)
    on_line: defaultdict[int, int] = defaultdict(int)
    of_project: defaultdict[int, dict[int, int]] = defaultdict(dict)
    grouped = rows.order_by().values_list("project_id", "line_id").annotate(Sum("seconds"))
    for project, line, seconds in grouped:
        on_line[line] += seconds
        of_project[project][line] = seconds
    return dict(on_line), dict(of_project)


def _items(project_ids: Sequence[int]) -> dict[int, dict[int | None, list[Piece]]]:
    """Return the work items of projects by project and line, with their time."""
    total = ItemTotal.objects.filter(item_id=OuterRef("pk")).values("seconds")[:1]
    rows = WorkItem.objects.filter(project_id__in=project_ids).annotate(worked=Subquery(total)).order_by("pk")
    found: defaultdict[int, defaultdict[int | None, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        item = Item(row.planned_seconds or 0, row.worked or 0, finished=row.finished_at is not None)
        found[row.project_id][row.line_id].append(Piece(evidence.WORK_ITEM, row.pk, row.title, item))
    return {project: dict(items) for project, items in found.items()}
