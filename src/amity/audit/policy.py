"""Permissions for the audit log."""

from django.utils.translation import gettext as _

from amity.audit import actor_rights
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_read_trail(actor: Actor) -> Answer:
    """Return whether the actor can read the audit log: administrators, finance and directors."""
    if actor_rights.of(actor).reads_trail:
        return YES
    return no(_("Only administrators, finance and directors can read the audit log."))
