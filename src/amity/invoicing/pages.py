"""Values of the pages of invoices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from amity.invoicing import figures, policy, queries, wording
from amity.invoicing.addresses import invoices_of
from amity.invoicing.figures import Receivables, Year
from amity.invoicing.rules import days_overdue
from amity.invoicing.states import state_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice in a short table."""

    id: int
    number: str
    state: str
    shape: str
    due_on: date | None
    total: Money
    unpaid: Money


@dataclass(frozen=True, slots=True)
class AccountInvoices:
    """The invoices of an account: what is open, twelve months, and the newest. `list` is the address of open ones."""

    open: Receivables
    year: Year
    rows: list[InvoiceRow]
    list: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of an invoice. `quoted` names the quoted line it bills, "" for none."""

    id: int
    text: str
    quantity: Decimal | None
    net: Money
    quoted: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment of an invoice."""

    paid_on: date | None
    reference: str
    amount: Money


def account_invoices(by: Actor, account_id: int, today: date) -> AccountInvoices | None:
    """Return the invoices of an account for its Money tab, None where the actor sees none."""
    if not queries.may_see(by):
        return None
    rows, newest = [], queries.latest_of(by, account_id)
    for one in newest:
        state = state_of(one, today)
        rows.append(
            InvoiceRow(
                one.pk, one.number, str(wording.STATES[state]), wording.SHAPES.get(state, "none"), one.due_on,
                Money(one.total, one.currency), Money(one.unpaid, one.currency),
            )
        )  # fmt: skip
    if not rows:
        return None
    found = figures.figures(by, today, account_id)
    return AccountInvoices(found.open, found.year, rows, invoices_of(newest[0].account))


def invoice_page(by: Actor, invoice_id: int, today: date) -> dict[str, Any]:
    """Return the context of the page of an invoice, or raise `NotSeen`."""
    invoice = queries.invoice_seen_by(by, invoice_id)
    code, state = invoice.currency, state_of(invoice, today)
    days = days_overdue(invoice.due_on, today) if invoice.unpaid > 0 else 0
    amounts = {name: Money(getattr(invoice, name), code) for name in ("net", "tax", "total", "unpaid")}
    return {
        **amounts,
        "invoice": invoice,
        "read_on": timezone.localdate(invoice.read_at),
        "title": f"{wording.KINDS[invoice.kind]} {invoice.number}",
        "state": wording.STATES[state],
        "shape": wording.SHAPES.get(state, "none"),
        "overdue": wording.days_overdue(days) if days else "",
        "lines": [
            LineRow(row.pk, row.text, row.quantity, Money(row.net, code), str(row.line) if row.line else "")
            for row in invoice.lines.all()
        ],
        "payments": [PaymentRow(row.paid_on, row.reference, Money(row.amount, code)) for row in invoice.payments.all()],
        "may_place": bool(policy.may_place(person_of(by), invoice.account)),
    }
