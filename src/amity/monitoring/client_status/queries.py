"""Read what a status of a project tells the client: its stage, what is done, its next dates, and what is needed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from amity.gate import rules as gate
from amity.gate.models import Item
from amity.monitoring import rules
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.models import ClientInput
from amity.projects import rules as projects
from amity.projects.milestones.queries import milestones_ahead, milestones_of
from amity.projects.models import DeliverableStep, Milestone, Project
from amity.shared.caches.reading import once_a_page

MOST: Final = 10
"""How many of each a status names."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the client got: a milestone that was met, or a deliverable with its `state`."""

    name: str
    on: date
    state: str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """What we need from the client, by which date, and whether they were asked before."""

    what: str
    by: date
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What a status tells. `since` is the day of the last one, None for the first."""

    project: Project
    since: date | None
    done: Sequence[Done]
    ahead: Sequence[Milestone]
    needed: Sequence[Needed]


def status_now(project: Project) -> Status:
    """Return what the next status of a project tells."""
    last = last_status(project.pk)
    since = timezone.localdate(last.created_at) if last else None
    done = [*_met(project, since, last.body if last else ""), *_delivered(project, last)]
    return Status(
        project, since, sorted(done, key=lambda one: (one.on, one.name))[-MOST:],
        milestones_ahead([project.pk])[project.pk][:MOST], needed([project.pk])[project.pk][:MOST],
    )  # fmt: skip


def last_status(project_id: int) -> Item | None:
    """Return the newest status of a project that the client got, or None."""
    rows = Item.objects.filter(subject_kind=STATUS, subject_id=project_id, state=gate.SENT)
    return rows.order_by("-created_at", "-pk").first()


def needed(project_ids: Collection[int]) -> Mapping[int, Sequence[Needed]]:
    """Return the client input that each project waits for, by the date that the client promised or was asked for.

    A page reads it once.
    """
    rows = ClientInput.objects.filter(project__in=project_ids, state__in=rules.WAITED_FOR)
    found: dict[int, list[Needed]] = {one: [] for one in project_ids}
    for row in once_a_page(("input needed", frozenset(project_ids)), lambda: list(rows)):
        found[row.project_id or 0].append(Needed(row.what, row.promised_on or row.due_on, not row.is_to_ask))
    return {pk: sorted(own, key=lambda one: (one.by, one.what)) for pk, own in found.items()}


def _met(project: Project, since: date | None, last_text: str) -> list[Done]:
    """Return the milestones met since a day. Those of that day may already be named in the last status."""
    first = since or date.min
    return [
        Done(row.name, row.delivered_on) for row in milestones_of(project.pk)
        if row.delivered_on and row.delivered_on >= first
        and (row.delivered_on != since or row.name not in last_text)
    ]  # fmt: skip


def _delivered(project: Project, last: Item | None) -> list[Done]:
    """Return the deliverables that the client got or accepted since the last status, each as it is now."""
    rows = DeliverableStep.objects.filter(deliverable__project=project, state__in=projects.RELEASES)
    if last is not None:
        rows = rows.filter(at__gt=last.created_at)
    newest = {row.deliverable_id: row for row in rows.select_related("deliverable__line").order_by("at", "pk")}
    return [
        Done(row.deliverable.line.title, timezone.localdate(row.at), row.state) for row in newest.values()
        if row.deliverable.state == row.state
    ]  # fmt: skip
