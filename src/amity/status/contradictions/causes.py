"""Read what the data know of projects: for many at once, in a number of queries that doesn't depend on theirs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Max, Q

from amity.expectations import rules as expectations
from amity.expectations.models import Expectation
from amity.lines.queries import terms_of
from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.numbers import thresholds
from amity.profitability.forecast.queries import evidence_of
from amity.profitability.forecast.rules import WARNING, Thresholds
from amity.projects import rules as projects
from amity.projects.milestones.queries import milestones_ahead
from amity.projects.models import Deliverable, Project
from amity.status.answers.blockers import late_inputs
from amity.status.answers.conflicts import open_conflicts
from amity.status.contradictions.rules import Dated, Facts, Named, Outlook, Rounds
from amity.timesheets.models import Entry

T = TypeVar("T")
Grouped = Mapping[int, Sequence[T]]


def facts_of(
    chosen: Collection[Project], today: date, evidence: Mapping[int, Evidence] | None = None
) -> dict[int, Facts]:  # fmt: skip
    """Return what the data know of each project. Projects come with their agreement. `evidence`: it was read."""
    ids = [project.pk for project in chosen]
    evidence, worked = evidence_of(chosen, today) if evidence is None else evidence, _worked_on(ids)
    milestones, (missed, promises), conflicts = _milestones(ids), _missed_and_promised(ids), _conflicts(ids)
    at, rounds, inputs = thresholds(), _rounds(ids, today), _inputs(ids, today)
    return {
        project.pk: Facts(
            outlook=outlook(evidence[project.pk], at) if project.pk in evidence else None,
            milestones=milestones.get(project.pk, ()), missed=missed.get(project.pk, ()),
            worked_on=worked.get(project.pk), is_active=project.status == projects.ACTIVE,
            rounds=rounds.get(project.pk, ()), conflicts=conflicts.get(project.pk, ()),
            inputs=inputs.get(project.pk, ()), promises=promises.get(project.pk, ()),
        )
        for project in chosen
    }  # fmt: skip


def outlook(known: Evidence, at: Thresholds) -> Outlook:
    """Return the forecast of a project as a fact."""
    forecast, planned = known.forecast(), [piece for piece in known.pieces if piece.item.planned]
    return Outlook(
        budget=known.budget, used=known.used, expected=round(forecast.p50), overrun=round(forecast.overrun * 10_000),
        warns=known.step(at) == WARNING,
        finished=sum(piece.item.finished for piece in planned), pieces=len(planned),
    )  # fmt: skip


def _grouped(pairs: Iterable[tuple[int | None, T]]) -> Grouped[T]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for project_id, one in pairs:
        found[project_id or 0].append(one)
    return found


def _worked_on(project_ids: Collection[int]) -> Mapping[int, date]:
    rows = Entry.objects.filter(project__in=project_ids).order_by().values_list("project")
    return dict(rows.annotate(Max("work_date")))


def _milestones(project_ids: Collection[int]) -> Grouped[Dated]:
    rows = milestones_ahead(project_ids)
    return {pk: [Dated(row.pk, row.name, row.due_on) for row in own] for pk, own in rows.items()}


def _missed_and_promised(project_ids: Collection[int]) -> tuple[Grouped[Named], Grouped[Dated]]:
    """Return what clients were disappointed in, and the promises that have to be met by a date, by project."""
    promised = Q(kind=expectations.PROMISE, state__in=expectations.LIVE, promised_until__isnull=False)
    rows = Expectation.objects.filter(promised | Q(state=expectations.MISSED), place__project__in=project_ids)
    named = rows.order_by("promised_until", "pk").values_list(
        "place__project", "pk", "statement", "state", "promised_until", "promised_by__name"
    )
    found = list(named)
    missed = sorted((pk, project_id, text) for project_id, pk, text, state, *_ in found if state == expectations.MISSED)
    return _grouped((project_id, Named(pk, text)) for pk, project_id, text in missed), _grouped(
        (project_id, Dated(pk, text, until, who or ""))
        for project_id, pk, text, state, until, who in found
        if state != expectations.MISSED and until
    )


def _conflicts(project_ids: Collection[int]) -> Grouped[Named]:
    return {
        pk: [Named(row.pk, row.believed, row.expectation_id) for row in own]
        for pk, own in open_conflicts(project_ids).items()
    }


def _inputs(project_ids: Collection[int], today: date) -> Grouped[Dated]:
    return {
        pk: [Dated(row.pk, row.what, today - timedelta(row.late_on(today))) for row in own]
        for pk, own in late_inputs(project_ids, today).items()
    }


def _rounds(project_ids: Collection[int], today: date) -> Grouped[Rounds]:
    """Return the rounds of the lines that have had any and aren't accepted, where their number is agreed."""
    rows = Deliverable.objects.filter(project__in=project_ids, revisions__gt=0).exclude(state=projects.ACCEPTED)
    worked = list(rows.select_related("line").order_by("pk"))
    terms = terms_of([row.line_id for row in worked], today) if worked else {}
    found = []
    for row in worked:
        current = terms[row.line_id].current if row.line_id in terms else None
        if current is not None and current.revision_rounds is not None:
            rounds = Rounds(row.line_id, row.line.title, row.revisions, current.revision_rounds)
            found.append((row.project_id, rounds))
    return _grouped(found)
