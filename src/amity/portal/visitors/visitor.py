"""A visitor: the correspondent behind a signed-in device."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Visitor:
    """One email address with the active contacts it belongs to, at one account or several, the oldest first."""

    address: str
    contacts: tuple[Contact, ...]
    device_id: int
    used_at: datetime
    """When the device was last used, as far as that is recorded."""

    @property
    def name(self) -> str:
        """Return the name at the first of the accounts."""
        return self.contacts[0].name

    @property
    def language(self) -> str:
        """Return the first language that is known of them, or ""."""
        return next((one.language for one in self.contacts if one.language), "")

    def contact_at(self, account_id: int) -> Contact:
        """Return their contact at an account, or raise `NotSeen`."""
        for one in self.contacts:
            if one.account_id == account_id:
                return one
        raise NotSeen(_("Page not found."))

    def actor_at(self, account_id: int) -> Actor:
        """Return the actor of what they do for an account."""
        return actor_of_contact(self.contact_at(account_id))


def actor_of_contact(contact: Contact) -> Actor:
    """Return the actor of what a contact does on the client's pages."""
    return Actor(kind="contact", id=contact.pk, label=contact.name, through="page")
