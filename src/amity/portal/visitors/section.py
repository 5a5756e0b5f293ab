"""The card of a contact's page: the devices they are signed in on, and how their pages look."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.people.queries import person_of
from amity.portal import policy
from amity.portal.access.queries import access_of
from amity.portal.access.rules import AccessFields
from amity.portal.visitors.queries import DeviceRow, devices_of
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class PortalCard:
    """What the card shows. Without an active contact's address no one can sign in."""

    devices: Sequence[DeviceRow]
    can_sign_in: bool
    access: AccessFields

    @property
    def sentence(self) -> str:
        """Return what the contact sees, in a sentence."""
        labels = {
            "sees_all_projects": _("all projects"),
            "sees_money": _("estimates, agreements and budgets"),
            "sees_invoices": _("invoices and statements"),
            "sees_colleagues": _("who to ask"),
            "sees_year": _("the year in figures"),
        }
        seen = [label for name, label in labels.items() if getattr(self.access, name)]
        if not seen:
            return _("Sees what was sent to them.")
        return _("Sees what was sent to them, and %(things)s.") % {"things": ", ".join(seen)}


def may_see(by: Actor, contact: Contact) -> bool:
    """Return whether the actor sees the card: who can manage what the contact sees."""
    return bool(policy.may_manage(person_of(by), contact))


def section(_by: Actor, contact: Contact) -> PortalCard:
    """Return the card of a contact."""
    return PortalCard(
        devices_of(contact, timezone.now()), bool(contact.mail) and contact.is_active, access_of([contact])[contact.pk]
    )
