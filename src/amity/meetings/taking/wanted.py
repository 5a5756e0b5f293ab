"""Which events of a calendar are meetings with a client, and who is in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from amity.accounts.contacts.addresses import KnownAddresses
from amity.accounts.erasure.rules import without
from amity.accounts.models import Contact
from amity.meetings import rules
from amity.meetings.events.values import Event, Guest
from amity.people.models import Person

MOST_TITLE: Final = 300
MOST_PLACE: Final = 300


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in a meeting who is stored: a contact, a colleague, or an address of the client."""

    guest: Guest
    contact: Contact | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event that is a meeting with a client."""

    event: Event
    account_id: int
    own_answer: str
    participants: Sequence[Participant]


def wanted_of(event: Event, owner: Person, known: KnownAddresses, preferred: Collection[int]) -> Wanted | None:
    """Return the meeting that an event is, or None.

    It is one if someone at a client is in it who has not declined, unless the calendar's owner has declined.
    """
    own = str(owner.mail or "").lower()
    answer = next((guest.answer for guest in event.guests if guest.mail == own), rules.ACCEPTED)
    if answer == rules.DECLINED:
        return None
    coming = {
        guest.mail: accounts
        for guest in event.guests
        if guest.mail != own and guest.answer != rules.DECLINED and (accounts := known.accounts_of(guest.mail))
    }
    account_id = rules.account_of(coming, preferred)
    if account_id is None:
        return None
    participants = [found for guest in event.guests if (found := _participant(guest, known, account_id)) is not None]
    return Wanted(_without_erased(event, known), account_id, answer, participants)


def _without_erased(event: Event, known: KnownAddresses) -> Event:
    """Return the event without the names and addresses of guests who were erased."""
    erased = [(guest.name, guest.mail) for guest in event.guests if known.is_erased(guest.mail)]
    if not erased:
        return event
    words = known.erased.words_of(erased)
    return replace(
        event, title=without(event.title, words, MOST_TITLE), place=without(event.place, words, MOST_PLACE),
        join_link=without(event.join_link, words),
    )  # fmt: skip


def _participant(guest: Guest, known: KnownAddresses, account_id: int) -> Participant | None:
    """Return someone who is stored. Anyone outside the agency and its clients isn't, nor is someone who was erased."""
    if guest.mail in known.colleagues:
        return Participant(guest, person=known.colleagues[guest.mail])
    if not known.accounts_of(guest.mail) or known.is_erased(guest.mail):
        return None
    contact = known.contact_at(guest.mail, account_id)
    return Participant(guest, contact=contact or next(iter(known.contacts.get(guest.mail, ())), None))
