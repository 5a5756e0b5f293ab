"""Permissions for backups: administrators only."""

from django.utils.translation import gettext as _

from amity.audit import actor_rights
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_manage(actor: Actor) -> Answer:
    """Return whether the actor can see, make and schedule backups."""
    return YES if actor_rights.of(actor).administrator else no(_("Only an administrator can manage backups."))
