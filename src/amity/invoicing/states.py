"""The state of an invoice as a page shows it."""

from datetime import date

from amity.invoicing import wording
from amity.invoicing.models import Invoice
from amity.invoicing.rules import DRAFT, VOID, days_overdue


def state_of(invoice: Invoice, today: date) -> str:
    """Return draft, void, paid, overdue, partly paid or open."""
    if invoice.status in (DRAFT, VOID):
        return invoice.status
    if invoice.unpaid == 0:
        return wording.PAID
    if invoice.unpaid > 0 and days_overdue(invoice.due_on, today):
        return wording.OVERDUE
    return wording.PARTLY if invoice.paid else wording.OPEN
