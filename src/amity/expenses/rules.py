"""Pure rules of expenses: their kinds, the money right each needs, and amounts in the agency's currency."""

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
"""The money right needed for the cost of each kind. Net fees reveal pass-through costs, the margin the others."""

MONEY: Final = ("amount", "cost", "billed")
"""Columns whose values the audit log hides from those without a money right."""

MOST: Final = 10**14
"""The limit of minor units of an expense, in either direction."""

RECEIPT_TYPES: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
}
"""Accepted types of receipts by their first bytes, with the ending of the name. None can contain a script."""

RECEIPT_BYTES: Final = 10_000_000
RECEIPTS: Final = 10
"""The largest size of a receipt, and the most receipts of an expense."""


def cost_of(spent: Money, day: date, currency: str, rates: Mapping[str, Sequence[tuple[date, Decimal]]]) -> int | None:
    """Return the amount in minor units of the agency's `currency`, at the date's rate, or None without a rate.

    `rates` are units of the agency's currency for one unit of another, by currency, oldest first. Rounded half-even.
    """
    if not currency:
        return None
    if spent.currency == currency:
        return spent.minor
    in_force = [rate for since, rate in rates.get(spent.currency, ()) if since <= day]
    return round_half_even(spent.major * in_force[-1], currency) if in_force else None


def receipt_name(name: str, content_type: str) -> str:
    """Return a receipt's name with the ending of its type: a picture named `till.exe` becomes `till.exe.png`."""
    ending = RECEIPT_TYPES[content_type]
    own = name.lower().rpartition(".")[2]
    fits = own == ending or (ending == "jpg" and own == "jpeg")
    return name if fits else f"{name[:250]}.{ending}"
