"""Evidence of what a client contact said: who, when, where and in which words. Preferences and strategy share it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.accounts.models import Account, Told
from amity.shared.errors import Invalid
from amity.shared.texts import one_line, within


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of evidence. `said_where` is free text: "steering call". None and "" are not known."""

    said_by_id: int | None = None
    said_on: date | None = None
    said_where: str = ""
    said_words: str = ""


NONE = Evidence()


def of(told: Told) -> Evidence:
    """Return the evidence stored with an object."""
    return Evidence(told.said_by_id, told.said_on, told.said_where, told.said_words)


def put(told: Told, account: Account, said: Evidence, *, today: date, needed: bool = False) -> Evidence:
    """Copy the evidence to an object of this account, and return it normalised.

    `needed` requires a contact and a date. Raises `Invalid` for `said_by_id` or `said_on`.
    """
    _check(account, said, today, needed)
    told.said_by_id, told.said_on = said.said_by_id, said.said_on
    told.said_where = one_line(said.said_where, 120, "said_where")
    told.said_words = unquoted(within(said.said_words, 2000, "said_words"))
    return of(told)


def unquoted(words: str) -> str:
    """Words without the quotation marks someone copied along: the page sets its own."""
    return words.strip().strip('“”„"»«').strip()


def _check(account: Account, said: Evidence, today: date, needed: bool) -> None:
    if said.said_by_id is not None and not account.contacts.filter(pk=said.said_by_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "said_by_id")
    if said.said_on is not None and said.said_on > today:
        raise Invalid(_("The date can’t be in the future."), "said_on")
    if needed and said.said_by_id is None:
        raise Invalid(_("Choose who at the client said so."), "said_by_id")
    if needed and said.said_on is None:
        raise Invalid(_("Enter the date."), "said_on")
