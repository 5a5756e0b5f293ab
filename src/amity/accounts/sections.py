"""Sections that parts put on the pages of an account."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.accounts.places import AccountSection, ContactSection, beside_contact
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.slots import Slot


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its loaded values. On the tab Plan it is a line with its `summary` unless it `is_shown`."""

    template: str
    loaded: Any
    aside: bool
    label: str | Promise = ""
    summary: str = ""
    is_shown: bool = False


def sections(place: Slot, by: Actor, account: Account) -> list[Section]:
    """Return the sections of a place that this actor can see, in order."""
    entries = [entry for entry in place.seen_by(by, account) if isinstance(entry, AccountSection)]
    found = ((entry, entry.of(by, account)) for entry in entries)
    return [_section(entry, loaded) for entry, loaded in found if loaded or not entry.only_filled]


def latest(count: int, text: str) -> str:
    """Return the summary of records: how many there are, and the text of the latest."""
    if not count:
        return _("None yet")
    return _("%(count)s, latest: %(text)s") % {"count": formats.number(count), "text": text}


def _section(entry: AccountSection, loaded: Any) -> Section:
    summary = entry.summary(loaded) if entry.summary else ""
    return Section(entry.template, loaded, entry.aside, entry.label, summary, entry.is_shown)


def contact_sections(by: Actor, contact: Contact) -> list[Section]:
    """Return the sections of a contact's page that this actor can see, in order."""
    entries = [entry for entry in beside_contact.seen_by(by, contact) if isinstance(entry, ContactSection)]
    return [Section(entry.template, entry.of(by, contact), aside=True) for entry in entries]
