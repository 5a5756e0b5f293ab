"""Which projects had any activity since they were last answered: time, or anything that changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from amity.audit.models import Record
from amity.monitoring.models import InputStep, RegisterStep
from amity.projects.models import DeliverableStep, FinishedMark, Milestone
from amity.timesheets.models import Entry

FIRST_DAYS: Final = 14
"""Without an answer, activity of the last two weeks counts."""
OWN: Final = ("status.", "contradiction.", "forecast.")
"""Actions on a project that are no activity in it: what Amity asks and finds."""


def first_since(now: datetime) -> datetime:
    """Return the moment from which activity counts on a project without an answer."""
    return now - timedelta(days=FIRST_DAYS)


def active_since(since: Mapping[int, datetime]) -> set[int]:
    """Return the projects with activity after their own moment, in a number of queries that is always the same."""
    if not since:
        return set()
    ids, earliest = list(since), min(since.values())
    return {
        project_id
        for rows in _latest(ids, earliest)
        for project_id, at in rows
        if at is not None and at > since[project_id]
    }


def _latest(ids: list[int], earliest: datetime) -> Iterator[Iterable[tuple[int, datetime | None]]]:
    day = timezone.localdate(earliest)
    yield _newest(Entry.objects.filter(project__in=ids, work_date__gte=day), "project_id", "logged_at")
    yield _newest(FinishedMark.objects.filter(project__in=ids, at__gt=earliest), "project_id", "at")
    yield _newest(DeliverableStep.objects.filter(deliverable__project__in=ids, at__gt=earliest), "deliverable__project")
    yield _newest(InputStep.objects.filter(input__project__in=ids, at__gt=earliest), "input__project")
    yield _newest(RegisterStep.objects.filter(entry__project__in=ids, at__gt=earliest), "entry__project")
    yield _newest(_records("projects.project", ids, earliest), "subject_id")
    of_milestone = dict(Milestone.objects.filter(project__in=ids).values_list("pk", "project_id"))
    moved = _newest(_records("projects.milestone", list(of_milestone), earliest), "subject_id")
    yield [(of_milestone[milestone_id], at) for milestone_id, at in moved]


def _records(kind: str, ids: list[int], earliest: datetime) -> QuerySet[Record]:
    rows = Record.objects.filter(subject_kind=kind, subject_id__in=ids, at__gt=earliest)
    own = Q()
    for beginning in OWN:
        own |= Q(action__startswith=beginning)
    return rows.exclude(own)


def _newest(rows: QuerySet[Any], project: str, moment: str = "at") -> Iterable[tuple[int, datetime | None]]:
    found = rows.order_by().values(of=F(project)).annotate(newest=Max(moment))
    return list(found.values_list("of", "newest"))
