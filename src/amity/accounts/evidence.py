"""Evidence of a client contact's statement: the contact, date, place and wording. Preferences and strategy share it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _

from amity.accounts.models import Account, EvidenceColumns
from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied, write


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of evidence. `stated_in` is free text: "steering call". None and "" are not known."""

    stated_by_id: int | None = None
    stated_on: date | None = None
    stated_in: Annotated[str, Text(120)] = ""
    client_words: Annotated[str, Text(2000, lines=True)] = ""


NO_EVIDENCE = Evidence()


def put_evidence(
    row: EvidenceColumns, account: Account, evidence: Evidence, *, today: date, needed: bool = False
) -> Evidence:
    """Copy the evidence to an object of this account, and return it normalised: see `checked_evidence`."""
    clean = checked_evidence(account, evidence, today=today, needed=needed)
    write(clean, row)
    return clean


def checked_evidence(account: Account, evidence: Evidence, *, today: date, needed: bool = False) -> Evidence:
    """Return evidence normalised. `needed` requires a contact and a date. Raises `Invalid` at the field."""
    if evidence.stated_by_id is not None and not account.contacts.filter(pk=evidence.stated_by_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "stated_by_id")
    if evidence.stated_on is not None and evidence.stated_on > today:
        raise Invalid(_("The date can’t be in the future."), "stated_on")
    if needed and evidence.stated_by_id is None:
        raise Invalid(_("Choose who at the client said so."), "stated_by_id")
    if needed and evidence.stated_on is None:
        raise Invalid(_("Enter the date."), "stated_on")
    clean = tidied(evidence)
    return replace(clean, client_words=unquoted(clean.client_words))


def unquoted(words: str) -> str:
    """Strip the quotation marks someone copied along, because the page sets its own."""
    return words.strip().strip('“”„"»«').strip()
