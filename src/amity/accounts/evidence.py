"""Evidence of what a client contact said: who, when, where and in which words. Preferences and strategy share it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _

from amity.accounts.models import Account, Told
from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied, write


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of evidence. `said_where` is free text: "steering call". None and "" are not known."""

    said_by_id: int | None = None
    said_on: date | None = None
    said_where: Annotated[str, Text(120)] = ""
    said_words: Annotated[str, Text(2000, lines=True)] = ""


NONE = Evidence()


def put(told: Told, account: Account, said: Evidence, *, today: date, needed: bool = False) -> Evidence:
    """Copy the evidence to an object of this account, and return it normalised: see `checked`."""
    kept = checked(account, said, today=today, needed=needed)
    write(kept, told)
    return kept


def checked(account: Account, said: Evidence, *, today: date, needed: bool = False) -> Evidence:
    """Return evidence normalised. `needed` requires a contact and a date. Raises `Invalid` at the field."""
    if said.said_by_id is not None and not account.contacts.filter(pk=said.said_by_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "said_by_id")
    if said.said_on is not None and said.said_on > today:
        raise Invalid(_("The date can’t be in the future."), "said_on")
    if needed and said.said_by_id is None:
        raise Invalid(_("Choose who at the client said so."), "said_by_id")
    if needed and said.said_on is None:
        raise Invalid(_("Enter the date."), "said_on")
    kept = tidied(said)
    return replace(kept, said_words=unquoted(kept.said_words))


def unquoted(words: str) -> str:
    """Words without the quotation marks someone copied along: the page sets its own."""
    return words.strip().strip('“”„"»«').strip()
