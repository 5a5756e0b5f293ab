"""Kinds of expenses, who of the money ladder sees which, and an amount in the agency's currency. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from amity.shared.money import Money, round_half_even
from amity.shared.permission import MoneyRight

PASSED_ON: Final = "pass_through"
DELIVERY: Final = "delivery"
KINDS: Final = (PASSED_ON, DELIVERY)

RIGHTS: Final[Mapping[str, MoneyRight]] = {PASSED_ON: MoneyRight.FEE, DELIVERY: MoneyRight.MARGIN}
"""What it takes to see what an expense of a kind cost: net fees show what was passed on, margin shows the rest."""

MONEY: Final = ("amount", "cost", "billed")
"""Columns whose values the audit log hides from those without a money right."""

MOST: Final = 10**14
"""Minor units that no single expense reaches, in either direction."""

RECEIPT_TYPES: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
}
"""What a receipt may be, by its first bytes, and the ending its name gets. No format that can carry a script."""

RECEIPT_BYTES: Final = 10_000_000
RECEIPTS: Final = 10
"""How long a receipt may be, and how many an expense may have."""


def cost_of(spent: Money, day: date, currency: str, rates: Mapping[str, Sequence[tuple[date, Decimal]]]) -> int | None:
    """Minor units of the agency's `currency`, at the dated rate in force on the day; None where there is none.

    `rates` are units of the agency's currency for one unit of another, by currency, oldest first. Rounded half-even.
    """
    if not currency:
        return None
    if spent.currency == currency:
        return spent.minor
    in_force = [rate for since, rate in rates.get(spent.currency, ()) if since <= day]
    return round_half_even(spent.major * in_force[-1], currency) if in_force else None


def receipt_name(name: str, content_type: str) -> str:
    """A receipt's name with the ending its bytes earn: `till.exe` that is a picture is given back as `till.exe.png`."""
    ending = RECEIPT_TYPES[content_type]
    own = name.lower().rpartition(".")[2]
    fits = own == ending or (ending == "jpg" and own == "jpeg")
    return name if fits else f"{name[:250]}.{ending}"
