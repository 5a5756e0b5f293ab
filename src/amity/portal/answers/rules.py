"""Pure rules of answers: their states, who is a shared mailbox, and what an answer counts for."""

from collections.abc import Iterable
from typing import Final

from amity.gate.answering.rules import ANSWER, APPROVE, CHANGES, CHOICES, DECISIONS, DECLINE, EVERY_CHOICE, QUESTION

DECIDED: Final = "decided"
ASKED: Final = "asked"
ANSWERED: Final = "answered"
TAKEN: Final = "taken"
NO_AUTHORITY: Final = "no_auth"
SHARED: Final = "shared"
LATE: Final = "late"
SCANNER: Final = "scanner"
STATES: Final = (DECIDED, ASKED, ANSWERED, TAKEN, NO_AUTHORITY, SHARED, LATE, SCANNER)
"""Asked: decides nothing. Answered: answers a question of ours. Taken: a correction, which anyone may send at any time.
No authority and shared: agrees, but isn't an approver. Late: someone had decided before, or the subject had moved on.
Scanner: perhaps a program that follows links."""
EFFECTIVE: Final = (DECIDED, TAKEN)
UNCOUNTED: Final = (NO_AUTHORITY, SHARED, LATE, SCANNER)

LINK: Final = "link"
REPLY: Final = "reply"
PAGE: Final = "page"
WAYS: Final = (LINK, REPLY, PAGE)

WORDS_MOST: Final = 2_000
NAME_MOST: Final = 80
INITIALS_MOST: Final = 3
TRIES_AN_HOUR: Final = 10
"""Answers through one link in an hour, whoever sends them; and of one contact to one item on their pages."""

_MAILBOXES: Final = frozenset({
    "accounting", "accounts", "admin", "agency", "brand", "buchhaltung", "buero", "communications", "comms",
    "contact", "contacts", "design", "einkauf", "finance", "hello", "hallo", "hi", "info", "invoices", "kontakt",
    "mail", "marketing", "media", "office", "pr", "press", "presse", "procurement", "purchasing", "sales",
    "service", "support", "team", "vertrieb", "web", "webmaster",
})  # fmt: skip

__all__ = ["ANSWER", "APPROVE", "CHANGES", "CHOICES", "DECISIONS", "DECLINE", "EVERY_CHOICE", "QUESTION"]


def is_shared_mailbox(address: str, *, flagged: bool = False) -> bool:
    """Return whether several people read an address: it is flagged, or named like an office or a team."""
    local = address.partition("@")[0].partition("+")[0].casefold()
    return flagged or local in _MAILBOXES


def is_whole_name(name: str) -> bool:
    """Return whether a name is more than initials, as a signature needs it."""
    return sum(letter.isalpha() for letter in name) > INITIALS_MOST


def state_of(choice: str, *, is_shared: bool, has_authority: bool, is_open: bool, corrects: bool = False) -> str:
    """Return what an answer of a known person counts for. `is_open`: no one has decided about the item.

    `corrects`: changes to the item are corrections.
    """
    if choice in (QUESTION, ANSWER):
        return ASKED if choice == QUESTION else ANSWERED
    if is_shared:
        return SHARED
    if corrects and choice == CHANGES:
        return TAKEN
    if not has_authority:
        return NO_AUTHORITY
    return DECIDED if is_open else LATE


def sums_of(amounts: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return what different amounts, in minor units, come to in each currency. One that is the total counts alone."""
    by_currency: dict[str, set[int]] = {}
    for amount, currency in amounts:
        by_currency.setdefault(currency, set()).add(amount)
    return [
        (max(own) if 2 * max(own) == sum(own) else sum(own), currency) for currency, own in by_currency.items()
    ]  # fmt: skip


def masked(address: str) -> str:
    """Return an email address of which only its reader recognises the rest."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}•••{local[-1:] if len(local) > 2 else ''}@{domain}"
