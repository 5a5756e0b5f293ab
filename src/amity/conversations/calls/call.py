"""A call: who is on it from both sides, about which account, and on which date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.models import Account, Contact
from amity.accounts.queries import manager_on, sees_whole
from amity.accounts.rules import DECIDES, SPONSOR
from amity.meetings.models import Meeting
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone on our team, with what they do on the account."""

    person: Person
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A talk to come with contacts of one account. `day` is the reader's date of it, today without a meeting.

    `whole`: the reader has full access to the account. `others` are people of the client who aren't contacts.
    """

    account: Account
    contacts: Sequence[Contact]
    colleagues: Sequence[Colleague]
    day: date
    now: datetime
    whole: bool
    reader_id: int
    others: Sequence[str] = ()
    meeting: Meeting | None = None

    @property
    def contact_ids(self) -> frozenset[int]:
        """Return the ids of the contacts on the call."""
        return frozenset(contact.pk for contact in self.contacts)

    @property
    def decides(self) -> bool:
        """Return whether a decision maker or sponsor is on the call."""
        return any({DECIDES, SPONSOR} & set(contact.roles) for contact in self.contacts)


def call_with(by: Actor, contact_id: int, now: datetime) -> Call:
    """Return a call with one contact today, or raise `NotSeen`."""
    contact = contact_seen_by(by, contact_id)
    account, day = contact.account, person_of(by).day_of(now)
    return Call(
        account=account, contacts=[contact], colleagues=answering(account, day), day=day, now=now,
        whole=sees_whole(by, account), reader_id=by.person_id,
    )  # fmt: skip


def answering(account: Account, day: date) -> list[Colleague]:
    """Return who answers for an account on a date: the account manager or their stand-in, and the director."""
    found = []
    manager = manager_on(account, day)
    if manager is not None:
        found.append(Colleague(manager, duty_of(manager, account)))
    if account.director is not None and account.director != manager:
        found.append(Colleague(account.director, duty_of(account.director, account)))
    return found


def duty_of(person: Person, account: Account) -> str:
    """Return what someone does on an account, "" for a colleague without a duty there."""
    if person.pk == account.manager_id:
        return _("account manager")
    if person.pk == account.director_id:
        return _("director")
    if any(cover.stand_in_id == person.pk and cover.ended_at is None for cover in account.known_covers):
        return _("stand-in")
    return ""
