"""The figures that the email with an agreement names."""

from amity.agreements import rules
from amity.agreements.contract import value_of
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.agreements.orders.monthly import changes_months, monthly_before
from amity.agreements.orders.queries import order_effect
from amity.shared.money import Money


def price_of(agreement: Agreement) -> Money | None:
    """Return the price that the client signs: of all work, a month of a retainer, or what a change order changes.

    None where there is none, or a line lacks its price.
    """
    if agreement.kind == rules.CHANGE_ORDER:
        effect = order_effect(agreement)
        minor = agreement.fee if agreement.fee is not None else effect.price
        return None if effect.unpriced or not minor else Money(minor, agreement.currency)
    if agreement.kind not in rules.WITH_LINES:
        return None
    if agreement.fee_model == RETAINER:
        return None if agreement.fee is None else Money(agreement.fee, agreement.currency)
    return value_of(agreement)


def fee_before(agreement: Agreement) -> Money | None:
    """Return the monthly fee that a change order of a retainer replaces."""
    if agreement.fee is None or not changes_months(agreement):
        return None
    before = monthly_before(agreement).fee
    return None if before is None else Money(before, agreement.currency)


def prices_of(agreement: Agreement) -> list[Money]:
    """Return all amounts by which a limit for approvals is measured: the price, and the value of the whole time."""
    found = [price_of(agreement)]
    if agreement.kind in rules.WITH_LINES:
        found.append(value_of(agreement))
    return [one for one in found if one is not None]
