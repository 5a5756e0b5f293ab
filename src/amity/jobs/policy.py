"""Permissions for jobs: who can see one, and who can stop it."""

from django.utils.translation import gettext as _

from amity.audit import actor_rights
from amity.jobs.models import Job
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_see(actor: Actor, job: Job) -> Answer:
    """Return whether the actor can see a job, which has no amounts: the person who started it, and administrators."""
    if job.person_id == actor.person_id or actor_rights.of(actor).administrator:
        return YES
    return no(_("Only the person who started this can see it."))
