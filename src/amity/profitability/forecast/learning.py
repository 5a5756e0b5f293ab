"""Learn the numbers of the forecast again from the agency's own closed projects, each as it looked at the time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.utils import timezone

from amity.agency.queries import agency_day
from amity.lines.models import Line
from amity.profitability.forecast.evidence import LEFT, LINE, REST, WORK_ITEM, Evidence
from amity.profitability.forecast.fitting import ENOUGH, TENTHS, State, calibrated, moved, state_of
from amity.profitability.forecast.looks import Look, Work, looks
from amity.profitability.forecast.models import OwnNumbers
from amity.profitability.forecast.numbers import FIRST, size_of
from amity.profitability.forecast.queries import evidence_of
from amity.projects.models import Project, WorkItem
from amity.projects.rules import CLOSED
from amity.shared.command import command
from amity.timesheets.models import Entry

HALF = 0.5
Key = tuple[str, int]
Row = tuple[date, int | None, int | None, int]
"""Time of a day on a line and a work item, None for neither."""


@command
def learn_numbers(now: datetime) -> int:
    """Learn the numbers for each size of items of which a closed project has finished marks. Return from how many."""
    today = timezone.localdate(now)
    by_size: defaultdict[str, list[tuple[Project, Evidence, list[Look]]]] = defaultdict(list)
    for project, evidence, seen in _closed(today):
        by_size[size_of(piece.item for piece in evidence.pieces)].append((project, evidence, seen))
    for size, known in by_size.items():
        half = _states(known, [HALF])
        states = _states(known, TENTHS)
        if not half or not states:
            continue
        enough = len(known) >= ENOUGH
        numbers = calibrated(states) if enough else moved(FIRST[size], half, len(known))
        OwnNumbers.objects.create(size=size, learned_on=today, projects=len(known), numbers=asdict(numbers))
    return sum(map(len, by_size.values()))


def _states(known: Sequence[tuple[Project, Evidence, list[Look]]], shares: Sequence[float]) -> list[State]:
    """Return the states of projects at these shares. Projects of one account count together as one client."""
    found = (
        state_of(str(project.account_id), evidence.budget, look.items, evidence.used)
        for project, evidence, seen in known
        for look in seen
        if look.share in shares
    )
    return [state for state in found if state is not None]


def _closed(today: date) -> Iterator[tuple[Project, Evidence, list[Look]]]:
    chosen = {one.pk: one for one in Project.objects.filter(status=CLOSED).select_related("agreement")}
    found = {key: one for key, one in evidence_of(chosen.values(), today).items() if one.has_marks and one.used}
    rows = _rows(list(found))
    of_lines = {piece.id for one in found.values() for piece in one.pieces if piece.kind in (LINE, LEFT)}
    lines = _ended(Line.objects.filter(pk__in=of_lines))
    items = _ended(WorkItem.objects.filter(project__in=list(found)))
    for key, evidence in found.items():
        yield chosen[key], evidence, list(_looks(evidence, rows.get(key, []), lines, items))


def _looks(evidence: Evidence, rows: Sequence[Row], lines: dict[int, date], items: dict[int, date]) -> Iterator[Look]:
    plans: dict[Key, int] = {(piece.kind, piece.id): piece.item.planned for piece in evidence.pieces}
    plans.setdefault((REST, 0), 0)
    ended = {key: (items if key[0] == WORK_ITEM else lines).get(key[1]) for key in plans}
    work = [Work(day, _key(plans, line, item), seconds) for day, line, item, seconds in rows]
    return looks(evidence.budget, plans, ended, work, TENTHS)


def _key(plans: dict[Key, int], line: int | None, item: int | None) -> Key:
    candidates = ((WORK_ITEM, item or 0), (LINE, line or 0), (LEFT, line or 0))
    return next((key for key in candidates if key in plans), (REST, 0))


def _rows(project_ids: Sequence[int]) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    entries = Entry.objects.filter(project_id__in=project_ids).values_list(
        "project_id", "work_date", "line_id", "item_id"
    )
    for project, day, line, item, seconds in entries.annotate(Sum("seconds")).order_by("work_date", "item_id"):
        found[project or 0].append((day, line, item, seconds))
    return dict(found)


def _ended(rows: QuerySet[Line] | QuerySet[WorkItem]) -> dict[int, date]:
    known = rows.filter(finished_at__isnull=False).order_by().values_list("pk", "finished_at")
    return {key: agency_day(at) for key, at in known if at is not None}
