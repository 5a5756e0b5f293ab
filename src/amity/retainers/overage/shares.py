"""What is billed of a period's overage and what is written off, with their prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.retainers import wording
from amity.retainers.periods.rules import Period, price_of
from amity.shared.money import Money
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the overage. `price` is "" where the quantity is an amount itself, or has no rate."""

    label: str
    quantity: str
    price: str


def shares_of(agreement: Agreement, period: Period, given: int) -> Sequence[Share]:
    """Return the billed and the written-off part, where so much is written off. Their prices add up to that of all."""
    terms, over, currency = period.terms, period.row.over, agreement.currency
    unit = wording.unit_of(agreement, terms, fee=True)
    billed = price_of(terms, over - given, currency)
    parts = ((_("Billed"), over - given, billed), (_("Written off"), given, price_of(terms, over, currency) - billed))
    has_price = unit.kind != "value" and terms.rate is not None
    return [
        Share(label, unit.exactly(quantity), formats.money(Money(price, currency), cents=False) if has_price else "")
        for label, quantity, price in parts
    ]
