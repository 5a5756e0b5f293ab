"""Sections that parts put on the pages of an account."""

from dataclasses import dataclass
from typing import Any

from amity.accounts.models import Account, Contact
from amity.accounts.places import AccountSection, ContactSection, beside_contact
from amity.shared.actor import Actor
from amity.ui.slots import Slot


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its loaded values."""

    template: str
    loaded: Any
    aside: bool


def sections(place: Slot, by: Actor, account: Account) -> list[Section]:
    """Return the sections of a place that this actor can see, in order."""
    entries = [entry for entry in place.seen_by(by, account) if isinstance(entry, AccountSection)]
    return [Section(entry.template, entry.of(by, account), entry.aside) for entry in entries]


def contact_sections(by: Actor, contact: Contact) -> list[Section]:
    """Return the sections of a contact's page that this actor can see, in order."""
    entries = [entry for entry in beside_contact.seen_by(by, contact) if isinstance(entry, ContactSection)]
    return [Section(entry.template, entry.of(by, contact), aside=True) for entry in entries]
