"""Queries for work items."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def item_to_change(by: Actor, item_id: int) -> WorkItem:
    """Return a work item of a project the actor sees, locked, or raise `NotSeen`."""
    items = WorkItem.objects.select_related("project__account__manager")
    return seen_or_missing(
        items.filter(project__in=projects_seen_by(by)), item_id, _("Work item not found."), lock=True
    )


def item_seen_by(by: Actor, item_id: int) -> WorkItem:
    """Return a work item with its project, or raise `NotSeen`."""
    items = WorkItem.objects.select_related("project__account__manager", "line")
    return seen_or_missing(items.filter(project__in=projects_seen_by(by)), item_id, _("Work item not found."))


def items_seen_by(by: Actor) -> QuerySet[WorkItem]:
    """Return the work items of all projects the actor can see."""
    person = person_of(by)
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return WorkItem.objects.all()
    project = Project.objects.visible_to(person).filter(pk=OuterRef("project_id"))
    return WorkItem.objects.filter(Exists(project))
