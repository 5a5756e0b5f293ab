"""Permissions for email: who can be written to, and who can see the outbox."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from amity.audit import actor_rights
from amity.outbox import hooks, rules
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no

_staff_address: list[Callable[[str], bool]] = []


def staff_addresses_come_from(function: Callable[[str], bool]) -> None:
    """Register the check whether an address belongs to a person, for the part that knows people."""
    _staff_address[:] = [function]


def may_write_to(audience: str, to: str, kind: str, release_id: int = 0) -> Answer:
    """Return whether an address can get such an email: a person's own for staff, codes and single-use links for
    guests, and a released item for its recipients at the client.
    """
    if audience == rules.STAFF:
        known = bool(_staff_address) and _staff_address[0](to)
        return YES if known else no(_("Staff email can only go to people at the agency."))
    if audience == rules.GUEST:
        return (
            YES if kind in rules.GUEST_KINDS else no(_("Only codes and single-purpose links can go to people outside."))
        )
    if release_id and any(released(release_id, to) for released in hooks.is_released):
        return YES
    return no(_("Email to a client must be cleared first."))


def may_see_outbox(actor: Actor) -> Answer:
    """Return whether the actor can see the outbox: administrators only."""
    return YES if actor_rights.of(actor).administrator else no(_("Only an administrator can manage outgoing email."))
