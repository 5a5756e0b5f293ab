"""Permissions for statuses: those who run a project answer, and administrators set the rhythm of the agency."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.agency import policy as agency
from amity.people.models import Person
from amity.projects import policy as projects
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no
from amity.status.contradictions.models import Contradiction


def may_answer(person: Person, project: Project) -> Answer:
    """Return whether a person can answer the status of a project: who runs it, until it has ended."""
    if project.status in OVER:
        return no(_("This project has ended."))
    if projects.runs(person, project):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can answer its status.")
        % {"project": project.name}
    )


def may_set_rhythm(person: Person, project: Project) -> Answer:
    """Return whether a person can set how often a project is asked about: who runs it."""
    if projects.runs(person, project):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can change this.") % {"project": project.name}
    )


def may_set_agency_rhythm(actor: Actor) -> Answer:
    """Return whether the actor can set the rhythm of the agency: administrators."""
    return agency.may_change_settings(actor)


def may_explain(person: Person, contradiction: Contradiction, now: datetime) -> Answer:
    """Return whether a person can answer a contradiction: the project manager, later also the account manager."""
    project = contradiction.project
    if projects.manages(person, project) or (contradiction.seen_from <= now and projects.runs(person, project)):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can answer this.") % {"project": project.name}
    )
