"""Read contradictions: those that wait for an answer, and what became of the others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import DateTimeField, Expression, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.editions.by_roles import rows_by_roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.profitability.forecast.queries import evidence_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given
from amity.status.contradictions import rules
from amity.status.contradictions.models import Contradiction, ContradictionQuerySet

ALONG = ("project__account__manager", "project__manager", "project__account_manager", "reported_by", "closed_by")
NOW: Final = Given("now", DateTimeField())


def contradictions_seen_by(by: Actor, now: datetime | Expression) -> ContradictionQuerySet:
    """Return the contradictions that the actor can see, with what their sentences need."""
    return Contradiction.objects.visible_to(person_of(by), now).select_related(*ALONG)


def contradiction_seen_by(by: Actor, contradiction_id: int, now: datetime, *, lock: bool = False) -> Contradiction:
    """Return one contradiction, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = contradictions_seen_by(by, now)
    return seen_or_missing(found, contradiction_id, _("Question not found. It may already be closed."), lock=lock)


def open_on(project_ids: Collection[int], by: Actor, now: datetime) -> list[Contradiction]:
    """Return the open contradictions of projects that the actor can see, oldest first."""
    if len(project_ids) != 1:
        return list(_open(by, now).filter(project__in=project_ids))
    given = {"project": next(iter(project_ids)), "now": now}
    return rows_by_roles("contradictions of a project", by, timezone.localdate(now), given, of_project)


def of_project(by: Actor) -> QuerySet[Contradiction]:
    """Return the open contradictions of a `Given` project that the actor can see at a `Given` moment."""
    return _open(by, NOW).filter(project=PROJECT)


def _open(by: Actor, now: datetime | Expression) -> QuerySet[Contradiction]:
    return contradictions_seen_by(by, now).filter(closed_at=None).order_by("asked_at", "pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the questions about a person's projects, without those whose cause went by itself.

    `went_over` are changed ones whose project went over.
    """

    since: date | None
    raised: int
    changed: int
    explained: int
    is_open: int
    went_over: int


def tally_of(person: Person, today: date) -> Tally:
    """Count the questions about the projects that a person manages."""
    rows = Contradiction.objects.filter(project__manager=person).exclude(outcome=rules.GONE).order_by("asked_at", "pk")
    found = list(rows.values_list("asked_at", "outcome", "project_id"))
    changed = [project_id for _at, outcome, project_id in found if outcome == rules.CHANGED]
    over = _over_budget(set(changed), today) if changed else set()
    outcomes = [outcome for _at, outcome, _project in found]
    return Tally(
        since=timezone.localdate(found[0][0]) if found else None, raised=len(found), changed=len(changed),
        explained=outcomes.count(rules.EXPLAINED), is_open=outcomes.count(""),
        went_over=sum(project_id in over for project_id in changed),
    )  # fmt: skip


def _over_budget(project_ids: Collection[int], today: date) -> set[int]:
    chosen = Project.objects.filter(pk__in=project_ids).select_related("agreement")
    return {pk for pk, known in evidence_of(chosen, today).items() if known.used > known.budget}
