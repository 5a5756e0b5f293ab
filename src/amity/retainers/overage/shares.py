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
    is_none: bool = False

    @property
    def worth(self) -> str:
        """Return the price, else the quantity."""
        return self.price or self.quantity


def shares_of(agreement: Agreement, period: Period, given: int) -> Sequence[Share]:
    """Return the billed and the written-off part, where so much is written off. Their prices add up to that of all."""
    terms, over, currency = period.terms, period.row.over, agreement.currency
    unit = wording.unit_of(agreement, terms, fee=True)
    billed = price_of(terms, over - given, currency)
    parts = ((_("Billed"), over - given, billed), (_("Written off"), given, price_of(terms, over, currency) - billed))
    has_price = unit.kind != "value" and terms.rate is not None
    return [
        Share(
            label, unit.exactly(quantity), formats.money(Money(price, currency), cents=False) if has_price else "",
            is_none=not quantity,
        )
        for label, quantity, price in parts
    ]  # fmt: skip


def button_of(shares: Sequence[Share]) -> str:
    """Return the label of the button that decides so, without shares the one of a form nothing was typed in."""
    if not shares:
        return _("Save decision")
    billed, lost = shares
    names = {"billed": billed.worth, "lost": lost.worth}
    if lost.is_none:
        return _("Bill %(billed)s") % names
    return (_("Write off %(lost)s") if billed.is_none else _("Bill %(billed)s, write off %(lost)s")) % names
