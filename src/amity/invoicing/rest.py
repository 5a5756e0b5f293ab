"""REST operations for invoices. Amity issues none, so they can only be read."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Day, Id, Page, amount_in
from amity.api.shapes import amount as amount_of
from amity.invoicing import figures, policy, queries
from amity.invoicing.rules import AGES
from amity.people.queries import person_of

router = Router(tags=["Invoices"])
Kind = Literal["invoice", "credit_note"]
Status = Literal["draft", "issued", "void"]
Age = Literal["not_due", "to_30", "to_60", "to_90", "over_90", "no_due_date"]


class InvoiceShape(Answered):
    """An invoice as imported. The amounts of a credit note are below 0."""

    id: Id
    account_id: Id
    agreement_id: Id | None
    kind: Kind
    number: str
    reference: str
    status: Status
    issued_on: date
    due_on: date | None
    settled_on: date | None
    read_at: datetime
    net: Amount
    tax: Amount
    total: Amount
    paid: Amount
    unpaid: Amount


class InvoiceLineShape(Answered):
    """A line of an invoice. `line_id` is the quoted line it bills."""

    id: Id
    text: str
    quantity: Decimal | None
    unit_price: Decimal | None
    net: Amount
    tax: Amount
    line_id: Id | None


class PaymentShape(Answered):
    """Money received for an invoice."""

    paid_on: date | None
    amount: Amount
    reference: str


class InvoiceInFull(InvoiceShape):
    """An invoice with its lines and payments."""

    lines: list[InvoiceLineShape]
    payments: list[PaymentShape]


class InvoicesAsked(Asked):
    """Filters for the list of invoices."""

    account_id: Id | None = None
    status: Status | None = None
    since: Day | None = Field(default=None, description="First invoice date, included.")
    until: Day | None = Field(default=None, description="Last invoice date, included.")


class AgeShape(Answered):
    """What is open of one age."""

    age: Age
    amount: Amount


class ReceivablesShape(Answered):
    """Open amounts by age, in the agency's currency. Those in `unconverted` currencies are left out."""

    ages: list[AgeShape]
    total: Amount
    overdue: Amount
    unconverted: list[str]


AMOUNTS = ("net", "tax", "total", "paid", "unpaid")
PLAIN = tuple(name for name in InvoiceShape.model_fields if name not in AMOUNTS)


@reads(router, "/invoices", Page[InvoiceShape])
def list_invoices(request: HttpRequest, asked: Query[InvoicesAsked]) -> dict[str, Any]:
    """List the invoices of the accounts the caller manages, or all by role."""
    by = asker(request)
    policy.may_see(person_of(by)).or_refuse()
    rows = queries.invoices_seen_by(by).select_related(None)
    return page(
        narrowed(rows, asked, "account_id", "status", since="issued_on__gte", until="issued_on__lte"), asked, _shown
    )


@reads(router, "/invoices/{int:invoice_id}", InvoiceInFull)
def read_invoice(request: HttpRequest, invoice_id: Path[Id]) -> dict[str, Any]:
    """Return one invoice with its lines and payments."""
    invoice = queries.invoice_seen_by(asker(request), invoice_id)
    code = invoice.currency
    lines = [
        {
            "id": row.pk, "text": row.text, "quantity": row.quantity, "unit_price": row.unit_price,
            "net": amount_in(row.net, code), "tax": amount_in(row.tax, code), "line_id": row.line_id,
        }
        for row in invoice.lines.all()
    ]  # fmt: skip
    payments = [
        {"paid_on": row.paid_on, "amount": amount_in(row.amount, code), "reference": row.reference}
        for row in invoice.payments.all()
    ]
    return {**_shown(invoice), "lines": lines, "payments": payments}


@reads(router, "/receivables", ReceivablesShape)
def read_receivables(request: HttpRequest) -> dict[str, Any]:
    """Return the open amounts by age, of the invoices the caller can see."""
    by = asker(request)
    policy.may_see(person_of(by)).or_refuse()
    seen = figures.receivables(by, timezone.localdate())
    return {
        "ages": [{"age": age, "amount": amount_of(seen.at(age))} for age in AGES],
        "total": amount_of(seen.total),
        "overdue": amount_of(seen.overdue),
        "unconverted": sorted(seen.unconverted),
    }


def _shown(invoice: Any) -> dict[str, Any]:
    amounts = {name: amount_in(getattr(invoice, name), invoice.currency) for name in AMOUNTS}
    return {**{name: getattr(invoice, name) for name in PLAIN}, **amounts}
