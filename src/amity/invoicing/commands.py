"""Write invoices as an accounting program states them, remove them with an undone import, and place their lines."""

from dataclasses import replace
from datetime import datetime

from amity.accounts.models import Account
from amity.audit import trail
from amity.invoicing import policy, queries
from amity.invoicing.models import Invoice, InvoiceLine, Payment
from amity.invoicing.rules import InvoiceValues, LineValues, settled_on
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def write_invoice(*, by: Actor, account_id: int, values: InvoiceValues, now: datetime, invoice_id: int = 0) -> Invoice:
    """Create an invoice, or replace an existing one's values. Quoted lines chosen by hand stay with equal lines."""
    policy.may_bring(person_of(by)).or_refuse()
    invoice = Invoice.objects.select_for_update().get(pk=invoice_id) if invoice_id else Invoice()
    before = queries.values_of(invoice) if invoice_id else None
    chosen = _chosen_by_hand(invoice) if invoice_id else {}
    invoice.account = Account.objects.get(pk=account_id)
    for name in ("number", "kind", "status", "issued_on", "due_on", "currency", "net", "tax", "total", "reference"):
        setattr(invoice, name, getattr(values, name))
    invoice.agreement_id = values.agreement_id
    invoice.paid, invoice.settled_on = values.paid, settled_on(values.total, values.payments)
    invoice.read_at = now
    invoice.save()
    _write_lines(invoice, values, chosen)
    invoice.payments.all().delete()
    Payment.objects.bulk_create(
        Payment(invoice=invoice, paid_on=one.paid_on, amount=one.amount, reference=one.reference)
        for one in values.payments
    )
    changes = _recorded(values) if before is None else {"before": _recorded(before), "after": _recorded(values)}
    action = "invoice.imported" if before is None else "invoice.changed"
    trail.record(action, subject=invoice, by=by, at=now, changes=changes)
    return invoice


@command
def note_read(*, by: Actor, invoice_ids: list[int], now: datetime) -> None:
    """Record that a file contained these invoices again, unchanged."""
    policy.may_bring(person_of(by)).or_refuse()
    Invoice.objects.filter(pk__in=invoice_ids).update(read_at=now)


@command
def remove_invoice(*, by: Actor, invoice_id: int, now: datetime) -> None:
    """Remove an invoice whose import is undone."""
    policy.may_bring(person_of(by)).or_refuse()
    invoice = Invoice.objects.select_for_update().get(pk=invoice_id)
    trail.record("invoice.removed", subject=invoice, by=by, at=now, changes=_recorded(queries.values_of(invoice)))
    invoice.delete()


@command
def place_line(*, by: Actor, line_id: int, quoted_id: int | None, now: datetime) -> InvoiceLine:
    """Choose the quoted line that a line of an invoice bills, or none."""
    line = queries.line_seen_by(by, line_id, lock=True)
    policy.may_place(person_of(by), line.invoice.account).or_refuse()
    quoted = queries.quoted_line_of(line.invoice.account_id, quoted_id) if quoted_id else None
    before, line.line, line.placed_by = line.line_id, quoted, by.label
    line.save(update_fields=["line", "placed_by"])
    changes = {"text": line.text, "before": before, "line_id": quoted_id}
    trail.record("invoice.line_placed", subject=line.invoice, by=by, at=now, changes=changes)
    return line


def _chosen_by_hand(invoice: Invoice) -> dict[tuple[str, int], tuple[Line | None, str]]:
    rows = invoice.lines.exclude(placed_by="").select_related("line")
    return {(row.text, row.net): (row.line, row.placed_by) for row in rows}


def _write_lines(
    invoice: Invoice, values: InvoiceValues, chosen: dict[tuple[str, int], tuple[Line | None, str]]
) -> None:
    invoice.lines.all().delete()
    rows = []
    for position, one in enumerate(values.lines, start=1):
        row = _line_of(invoice, position, one)
        if (one.text, one.net) in chosen:
            row.line, row.placed_by = chosen[one.text, one.net]
        rows.append(row)
    InvoiceLine.objects.bulk_create(rows)


def _line_of(invoice: Invoice, position: int, one: LineValues) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice, position=position, text=one.text, quantity=one.quantity, unit_price=one.unit_price,
        net=one.net, tax=one.tax, line_id=one.line_id,
    )  # fmt: skip


def _recorded(values: InvoiceValues) -> dict[str, object]:
    """Return the values for the audit log, without the texts of lines, which can be long."""
    stored = replace(values, lines=()).as_json()
    kept = ("number", "kind", "status", "issued_on", "due_on", "currency", "net", "tax", "total")
    return {**{name: stored[name] for name in kept}, "paid": values.paid}
