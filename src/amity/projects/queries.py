"""Reads of projects, as seen by somebody."""

from django.utils.translation import gettext as _

from amity.agreements import queries as agreements
from amity.people.queries import person_of
from amity.projects.models import Project, ProjectQuerySet
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


def projects_seen_by(by: Actor) -> ProjectQuerySet:
    """Every project the actor may know of."""
    return Project.objects.visible_to(person_of(by)).select_related("account", "agreement")


def project_seen_by(by: Actor, project_id: int) -> Project:
    """One project, or `NotSeen`."""
    project = projects_seen_by(by).filter(pk=project_id).first()
    if project is None:
        raise NotSeen(_("There is no such project."))
    return project


def pricing_of(project_id: int) -> agreements.Pricing | None:
    """How time on a project is priced; None for one without client, where nothing is ever billed."""
    project = Project.objects.select_related("account", "agreement").get(pk=project_id)
    if project.agreement is not None:
        return agreements.pricing_of(project.agreement)
    return agreements.Pricing(project.account.currency, None) if project.account else None
