"""The sides of an agreement on which it names people, and what those at the client can approve. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CLIENT: Final = "client"

AGENCY: Final = "agency"

SIDES: Final = (CLIENT, AGENCY)

WORK: Final = "work"
MONEY: Final = "money"
ALL: Final = "all"
APPROVALS: Final = (WORK, MONEY, ALL)
"""What a named person at the client can approve: work, prices with estimates of third parties, or both."""


@dataclass(frozen=True, slots=True)
class Approver:
    """A named person at the client who can approve, up to an amount in minor units of a currency, or without limit."""

    name: str
    reach: str
    approves: str
    up_to: int | None = None
    currency: str = ""


def is_them(approver: Approver, name: str, mail: str) -> bool:
    """Return whether an approver is a contact: by the email address the agreement has, or else by the same name."""
    reach = approver.reach.casefold()
    if "@" in reach:
        return bool(mail) and mail.casefold() in reach.replace(",", " ").replace(";", " ").split()
    return " ".join(approver.name.casefold().split()) == " ".join(name.casefold().split())


def may_approve(
    approvers: Iterable[Approver], *, name: str, mail: str, what: str, amounts: Iterable[tuple[int, str]] = ()
) -> bool:
    """Return whether a contact is named for this, and for amounts in minor units up to that limit."""
    asked = list(amounts)
    own = [one for one in approvers if one.approves in (what, ALL) and is_them(one, name, mail)]
    return any(
        one.up_to is None or all(currency == one.currency and amount <= one.up_to for amount, currency in asked)
        for one in own
    )
