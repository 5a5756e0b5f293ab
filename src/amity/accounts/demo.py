"""The accounts of the demo agency: what their people like and never want, and a cover while a manager is away."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.covers import commands as cover_commands
from amity.accounts.evidence import NO_EVIDENCE, Evidence
from amity.accounts.models import Account, Contact
from amity.accounts.preferences import commands as preferences
from amity.shared.stories import EDDA, NADIA, Crew, ago, coming, rows

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


def story(crew: Crew, *, now: datetime) -> None:
    """Save the preferences, and let Nadia stand in for Edda, who is away."""
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


def _prefer(crew: Crew, one: Preferred, now: datetime) -> None:
    holder = contact_named(one.heard.who) if one.only_theirs and one.heard else None
    preferences.keep_preference(
        by=crew.managing(one.account), account_id=account_named(one.account).pk,
        fields=replace(one.fields, holder_id=holder, evidence=evidence(one.heard, now)),
        now=ago(now, one.heard.days_ago if one.heard else 30),
    )  # fmt: skip
