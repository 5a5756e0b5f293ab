"""The accounts of the demo agency: how their people see us, what they like and never want, and a cover."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from amity.accounts.contacts.commands import ContactChanges, add_contact, edit_contact, retire_contact
from amity.accounts.covers import commands as cover_commands
from amity.accounts.evidence import NO_EVIDENCE, Evidence
from amity.accounts.models import Account, Contact
from amity.accounts.preferences import commands as preferences
from amity.accounts.rules import SPONSOR
from amity.shared.stories import EDDA, NADIA, Crew, ago, coming, rows
from amity.shared.values import value_of

TABLES: Final = Path(__file__).with_suffix(".toml")
COVERED: Final = "Halyard Ports"
COVER_NOTE: Final = (
    "The pier closes for the season on Friday, and Renske knows. Don’t promise the intranet before the new year."
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Evidence of a preference: the contact, how many days ago, where, and in which words."""

    who: str
    days_ago: int
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Preferred:
    """A preference of a client's contacts. `only_theirs` limits it to the contact it comes from."""

    account: str
    fields: preferences.PreferenceFields
    heard: Heard | None = None
    only_theirs: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """How a contact came to see the agency, and how many days ago it showed."""

    contact: str
    days_ago: int
    standing: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often someone wants to talk with a contact, and how many days ago they decided so."""

    contact: str
    days_ago: int
    every: int


@dataclass(frozen=True, slots=True)
class Left:
    """A sponsor who left the client so many days ago, and whom no one has replaced."""

    account: str
    name: str
    title: str
    mail: str
    days_ago: int


def story(crew: Crew, *, now: datetime) -> None:
    """Save standings, cadences and preferences, and let Nadia stand in for Edda, who is away."""
    for turn in rows(TABLES, Turn, "standings"):
        _turn(crew, turn, now)
    for each in rows(TABLES, Cadence, "cadences"):
        _edit(crew, each.contact, ago(now, each.days_ago), cadence_days=each.every)
    for gone in rows(TABLES, Left, "left"):
        _leave(crew, gone, now)
    for one in rows(TABLES, Preferred, "preferences"):
        _prefer(crew, one, now)
    cover_commands.set_cover(
        by=crew.acting(EDDA), account_id=account_named(COVERED).pk,
        fields=cover_commands.CoverFields(crew.id(NADIA), now.date(), coming(now, 9), COVER_NOTE),
        now=now,
    )  # fmt: skip


def account_named(name: str) -> Account:
    """Return an account of the demo."""
    return Account.objects.select_related("manager").get(name=name)


def contact_named(name: str) -> int:
    """Return the id of someone at a client."""
    return Contact.objects.get(name=name).pk


def evidence(heard: Heard | None, now: datetime) -> Evidence:
    """Return the evidence in the form that commands take."""
    if heard is None:
        return NO_EVIDENCE
    return Evidence(contact_named(heard.who), ago(now, heard.days_ago).date(), heard.where, heard.words)


def _leave(crew: Crew, gone: Left, now: datetime) -> None:
    by, since = crew.managing(gone.account), ago(now, 300)
    changes = ContactChanges(gone.name, mail=gone.mail, title=gone.title, roles=(SPONSOR,))
    made = add_contact(by=by, account_id=account_named(gone.account).pk, changes=changes, now=since)
    retire_contact(by=by, contact_id=made.pk, version=made.version, now=ago(now, gone.days_ago))


def _turn(crew: Crew, turn: Turn, now: datetime) -> None:
    at = ago(now, turn.days_ago)
    _edit(crew, turn.contact, at, standing=turn.standing, standing_evidence=turn.evidence)


def _edit(crew: Crew, name: str, at: datetime, **values: Any) -> None:
    contact = Contact.objects.select_related("account").get(name=name)
    changes = replace(value_of(contact, ContactChanges), roles=tuple(contact.roles), **values)
    edit_contact(
        by=crew.managing(contact.account.name), contact_id=contact.pk, version=contact.version, changes=changes, now=at
    )


def _prefer(crew: Crew, one: Preferred, now: datetime) -> None:
    holder = contact_named(one.heard.who) if one.only_theirs and one.heard else None
    preferences.keep_preference(
        by=crew.managing(one.account), account_id=account_named(one.account).pk,
        fields=replace(one.fields, holder_id=holder, evidence=evidence(one.heard, now)),
        now=ago(now, one.heard.days_ago if one.heard else 30),
    )  # fmt: skip
