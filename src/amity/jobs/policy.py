"""Permissions for jobs: who can see one and stop it, and who can see all."""

from django.utils.translation import gettext as _

from amity.audit import actor_rights
from amity.jobs.models import Job
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_see(actor: Actor, job: Job) -> Answer:
    """Return whether the actor can see a job, which has no amounts: the person who started it, and administrators."""
    if job.person_id == actor.person_id or may_see_all(actor):
        return YES
    return no(_("Only the person who started this can see it."))


def may_see_all(actor: Actor) -> Answer:
    """Return whether the actor can see every job: administrators only."""
    return YES if actor_rights.of(actor).administrator else no(_("Only an administrator can see all background jobs."))
