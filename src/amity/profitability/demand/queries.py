"""Hours already needed, by discipline and week: remaining hours of open lines, and time logged in advance."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from amity.agreements.lines.models import AgreementLine
from amity.lines import queries as lines
from amity.lines.models import Terms
from amity.profitability.demand.rules import weekly
from amity.projects import rules as projects
from amity.shared.money import largest_remainder
from amity.timesheets.models import Entry
from amity.timesheets.sums.queries import seconds_of_lines

Cells = Mapping[tuple[int, date], int]
RUNNING = [one for one in projects.STATUSES if one not in (*projects.OVER, projects.DELIVERED, projects.PAUSED)]


def wanted(first: date, last: date) -> Cells:
    """Return the seconds needed by discipline and Monday, on running projects and logged in advance."""
    found = Counter(_of_lines(timezone.localdate()))
    found.update(_entered(max(first, timezone.localdate() + timedelta(days=1)), last))
    return found


def _of_lines(today: date) -> Cells:
    """Return the open lines' remaining time by discipline and week, shared among disciplines as planned."""
    placed = AgreementLine.objects.filter(
        line__finished_at=None, agreement__projects__status__in=RUNNING, agreement__projects__ends_on__isnull=False
    )
    ends, project_ids = dict[int, date](), set[int]()
    for line, project, end in placed.values_list("line_id", "agreement__projects", "agreement__projects__ends_on"):
        project_ids.add(project)
        if end:
            ends[line] = max(end, ends.get(line, end))
    terms = {line: periods.current for line, periods in lines.terms_of(ends, today).items() if periods.current}
    planned = lines.hours_of([row.pk for row in terms.values()])
    used = seconds_of_lines(project_ids)
    found: Counter[tuple[int, date]] = Counter()
    for line, row in terms.items():
        left = (row.planned_seconds or 0) - used.get(line, 0)
        for discipline, part in _shared(left, row, planned.get(row.pk, {})).items():
            for monday, seconds in weekly(part, today, ends[line]).items():
                found[discipline, monday] += seconds
    return found


def _shared(left: int, terms: Terms, planned: Mapping[int, int]) -> dict[int, int]:
    """Share a line's remaining time among its disciplines. A line without any discipline is left out."""
    hours = planned or ({terms.discipline_id: 1} if terms.discipline_id else {})
    if left <= 0 or not hours:
        return {}
    return dict(zip(hours, largest_remainder(left, list(hours.values())), strict=True))


def _entered(first: date, last: date) -> Cells:
    """Return time logged in advance for no client, such as leave."""
    rows = Entry.objects.filter(work_date__range=(first, last), account=None, discipline__isnull=False)
    found: Counter[tuple[int, date]] = Counter()
    for discipline, day, seconds in rows.values_list("discipline_id", "work_date").annotate(Sum("seconds")):
        found[discipline, day - timedelta(days=day.weekday())] += seconds
    return found
