"""A month of a retainer before and after a change order: its fee, and the hours or units that it includes."""

from amity.agreements import guards
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.agreements.orders.rules import UNCHANGED, Monthly
from amity.agreements.versions.content import FAR
from amity.shared.caches.reading import once_a_page
from amity.shared.values import value_of


def of_retainer(order: Agreement) -> bool:
    """Return whether an order belongs to a retainer, whose months it can change."""
    return order.parent is not None and order.parent.fee_model == RETAINER


def monthly_of(order: Agreement) -> Monthly:
    """Return what an order changes of a month."""
    return value_of(order, Monthly)


def changes_months(order: Agreement) -> bool:
    """Return whether an order changes the months of a retainer."""
    return of_retainer(order) and monthly_of(order) != UNCHANGED


def monthly_before(order: Agreement) -> Monthly:
    """Return the month just before an order applies, or the newest one agreed for an order without a date.

    A page reads it once.
    """
    return once_a_page(("month before an order", order.pk, order.starts_on), lambda: _monthly_before(order))


def _monthly_before(order: Agreement) -> Monthly:
    retainer = order.parent
    if retainer is None or not of_retainer(order):
        return UNCHANGED
    found = (read(retainer, order.starts_on or FAR) for read in guards.month_before)
    return next((one for one in found if one is not None), value_of(retainer, Monthly))
