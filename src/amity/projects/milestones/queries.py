"""Queries for milestones."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from amity.projects.models import Milestone
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_for_each
from amity.shared.rows.lookup import seen_or_missing

AHEAD: Final = "milestones ahead"
"""Under what a page keeps the milestones of each project that aren't met yet."""


def undelivered() -> "QuerySet[Milestone]":
    """Return the milestones that still have to be delivered, of projects that aren't over. Past due, they are late."""
    return Milestone.objects.filter(delivered_on=None).exclude(project__status__in=OVER)


def longest_late(account: str, today: date, field: str) -> Subquery:
    """Return a field of the milestone that has been late the longest of each row's account, at this path."""
    rows = undelivered().filter(project__account=OuterRef(account), due_on__lt=today)
    return Subquery(rows.order_by("due_on", "pk").values(field)[:1])


def milestones_of(project_id: int) -> Sequence[Milestone]:
    """Return all milestones of a project, the first due first. Those ahead aren't read again on the page."""
    found = list(Milestone.objects.filter(project=project_id).order_by("due_on", "pk"))
    ahead = {project_id: [one for one in found if one.delivered_on is None]}
    once_for_each(AHEAD, [project_id], lambda _missing: ahead)
    return found


def milestones_ahead(project_ids: Collection[int]) -> Mapping[int, Sequence[Milestone]]:
    """Return the milestones of each project that aren't met yet, the next first. A page reads them once."""
    return once_for_each(AHEAD, project_ids, _milestones_ahead)


def _milestones_ahead(project_ids: Collection[int]) -> Mapping[int, Sequence[Milestone]]:
    found: defaultdict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.filter(project__in=project_ids, delivered_on=None).order_by("due_on", "pk"):
        found[row.project_id].append(row)
    return found


def first_milestone(project: str) -> Subquery:
    """Return the date of the first milestone to deliver of each row's project, at this path."""
    rows = Milestone.objects.filter(project=OuterRef(project), delivered_on=None)
    return Subquery(rows.order_by("due_on").values("due_on")[:1])


def milestone_to_change(by: Actor, milestone_id: int) -> Milestone:
    """Return a milestone of a project the actor sees, locked, or raise `NotSeen`."""
    milestones = Milestone.objects.select_related("project__account__manager")
    return seen_or_missing(
        milestones.filter(project__in=projects_seen_by(by)), milestone_id, _("Milestone not found."), lock=True
    )


def milestone_seen_by(by: Actor, milestone_id: int) -> Milestone:
    """Return a milestone with its project, or raise `NotSeen`."""
    milestones = Milestone.objects.select_related("project")
    return seen_or_missing(milestones.filter(project__in=projects_seen_by(by)), milestone_id, _("Milestone not found."))


def milestone_state_labels() -> dict[str, str]:
    """Return the labels of milestones' states."""
    return {
        "delivered": _("delivered"),
        "late_delivered": _("delivered late"),
        "late": _("late"),
        "ahead": _("ahead"),
    }
