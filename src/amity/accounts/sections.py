"""Sections that parts put on the pages of an account."""

from dataclasses import dataclass
from typing import Any

from amity.accounts.models import Account
from amity.accounts.places import AccountSection
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
