"""Sections that parts put on the pages of an account."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise

from amity.accounts.models import Account, Contact
from amity.accounts.places import AccountSection, ContactSection, beside_contact
from amity.shared.actor import Actor
from amity.ui.slots import Slot


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its loaded values. On the tab Plan it is folded unless it `is_open`.

    `count` is how many records it has, `waiting` how many of them are open.
    """

    template: str
    loaded: Any
    aside: bool
    label: str | Promise = ""
    count: int | None = None
    waiting: int = 0
    is_open: bool = False


def sections(place: Slot, by: Actor, account: Account) -> list[Section]:
    """Return the sections of a place that this actor can see, in order."""
    entries = [entry for entry in place.seen_by(by, account) if isinstance(entry, AccountSection)]
    found = ((entry, entry.of(by, account)) for entry in entries)
    return [_section(entry, loaded) for entry, loaded in found if loaded or not entry.only_filled]


def first_unfolded(found: Sequence[Section]) -> list[Section]:
    """Return sections as the page shows them, the first with open records unfolded, or else the first of all."""
    shown = sorted(found, key=lambda one: one.aside)
    first = next((place for place, one in enumerate(shown) if one.waiting), 0)
    return [replace(one, is_open=place == first) for place, one in enumerate(shown)]


def _section(entry: AccountSection, loaded: Any) -> Section:
    count, waiting = entry.counts(loaded) if entry.counts else (None, 0)
    return Section(entry.template, loaded, entry.aside, entry.label, count, waiting)


def contact_sections(by: Actor, contact: Contact) -> list[Section]:
    """Return the sections of a contact's page that this actor can see, in order."""
    entries = [entry for entry in beside_contact.seen_by(by, contact) if isinstance(entry, ContactSection)]
    return [Section(entry.template, entry.of(by, contact), aside=True) for entry in entries]
