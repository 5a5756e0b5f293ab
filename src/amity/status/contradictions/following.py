"""Open the contradictions that the facts show, and close those whose cause is gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_day, agency_zone
from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.status import rules as colours
from amity.status.answers.queries import latest_statuses
from amity.status.contradictions import rules
from amity.status.contradictions.causes import facts_of
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.rules import Finding, Reported
from amity.status.models import Status

DAYS: Final = 30
"""Days among which there are two working days."""


@command
def follow_contradictions(now: datetime) -> int:
    """Follow every project that has a status. Return how many contradictions are open."""
    reported = Status.objects.order_by().values("project")
    follow(Project.objects.filter(pk__in=reported).exclude(status__in=OVER).values_list("pk", flat=True), now)
    for row in Contradiction.objects.filter(closed_at=None, project__status__in=OVER).select_related("project"):
        close(row, rules.GONE, schedule(), now)
    return Contradiction.objects.filter(closed_at=None).count()


def follow(project_ids: Iterable[int], now: datetime, by: Actor | None = None) -> None:
    """Open what the facts of these projects show today, and close what they no longer show."""
    ids = list(project_ids)
    latest = latest_statuses(ids)
    if not latest:
        return
    chosen = Project.objects.filter(pk__in=latest).exclude(status__in=OVER).select_related("agreement", "manager")
    known = {project.pk: project for project in chosen.order_by("pk")}
    today, before = timezone.localdate(now), _asked_before(known)
    for project_id, facts in facts_of(list(known.values()), today).items():
        status = latest[project_id]
        found = rules.findings(reported_by(status), facts, today)
        _settle(known[project_id], status, found, before[project_id], by or schedule(), now)


def reported_by(status: Status) -> Reported:
    """Return the judgements of a status for the rules."""
    return Reported({name: getattr(status, name) for name in colours.JUDGEMENTS}, status.to_go_seconds)


def seen_from(now: datetime) -> datetime:
    """Return when the account manager sees a question that is asked now."""
    local = timezone.localtime(now, agency_zone())
    ahead = list(working_days(agency().country, agency_day(now), agency_day(now) + timedelta(days=DAYS)))
    return rules.seen_from(local, ahead)


def close(row: Contradiction, outcome: str, by: Actor, now: datetime, **changes: Any) -> None:
    """Close a contradiction with its outcome."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.outcome, row.closed_at, row.closed_by_id = outcome, now, by.person_id or None
    row.version += 1
    row.save()
    recorded = {"kind": row.kind, "outcome": outcome, **changes}
    trail.record("contradiction.closed", subject=row.project, by=by, at=now, changes=recorded)


def schedule() -> Actor:
    """Return the actor of what no person did."""
    return actor_of_job(0, _("Morning check"))


def _asked_before(project_ids: Collection[int]) -> Mapping[int, Sequence[Contradiction]]:
    found: defaultdict[int, list[Contradiction]] = defaultdict(list)
    rows = Contradiction.objects.filter(project__in=project_ids).select_related("project")
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        found[row.project_id].append(row)
    return found


def _settle(
    project: Project, status: Status, found: Sequence[Finding], before: Sequence[Contradiction], by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """Bring the open contradictions of a project in line with what was found."""
    shown = {(one.kind, one.subject): one for one in found}
    for row in before:
        if row.closed_at is None and (row.kind, row.subject) not in shown:
            _close_gone(row, status, by, now)
    for one in found:
        same = [row for row in before if (row.kind, row.subject) == (one.kind, one.subject)]
        current = next((row for row in same if row.closed_at is None), None)
        if current is not None:
            _renew(current, one)
        elif rules.asks_again((row.weight for row in same if row.outcome in rules.ANSWERS), one.weight):
            _open(project, status, one, by, now)


def _close_gone(row: Contradiction, status: Status, by: Actor, now: datetime) -> None:
    """Close a contradiction: by the answer that changed its judgement, or since its cause is gone."""
    colour = getattr(status, rules.JUDGEMENT_OF[row.kind])
    if colour != colours.GREEN:
        close(row, rules.CHANGED, by, now, colour=colour)
    else:
        close(row, rules.GONE, by, now)


def _renew(row: Contradiction, one: Finding) -> None:
    if row.facts != one.facts:
        row.facts, row.weight = dict(one.facts), one.weight
        row.save()


def _open(project: Project, status: Status, one: Finding, by: Actor, now: datetime) -> None:
    manager = project.manager
    has_manager = manager is not None and manager.is_active
    row = Contradiction(
        project=project, kind=one.kind, subject=one.subject, weight=one.weight, facts=dict(one.facts),
        reported_on=timezone.localdate(status.answered_at), reported_by=status.answered_by, asked_at=now,
        seen_from=seen_from(now) if has_manager else now,
    )  # fmt: skip
    row.save(force_insert=True)
    trail.record("contradiction.asked", subject=project, by=by, at=now, changes={"kind": row.kind})
