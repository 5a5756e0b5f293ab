"""Queries for milestones."""

from django.utils.translation import gettext as _

from amity.projects.models import Milestone
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


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
