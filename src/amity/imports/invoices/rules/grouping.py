"""Pure rules that group the records of a file into invoices: one row a line, or one an invoice, and payments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from amity.imports.invoices.rules.columns import InvoiceTable
from amity.imports.invoices.rules.rows import PAID, PAYMENT, Row, line_of, row_of, text_of
from amity.imports.invoices.rules.values import FileInvoice, FileLine, Sums, summed
from amity.imports.rules import Reason, Record
from amity.imports.time_rows.rules.rows import Rejected
from amity.invoicing.rules import ISSUED, PaymentValues


def invoices_in(table: InvoiceTable, records: Iterable[Record]) -> Iterator[FileInvoice | Rejected]:
    """Yield the invoices of a file in order, then its unusable rows.

    An invoice with an unusable row is refused whole, because its lines would not add up.
    """
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    broken: list[Rejected] = []
    spoiled: set[str] = set()
    for record in records:
        row = row_of(table, record)
        if isinstance(row, Rejected):
            broken.append(row)
            place = table.places["number"]
            spoiled.add(str(record.cells[place]).strip() if place < len(record.cells) else "")
        else:
            rows[row.key].append(row)
    for (_client, number), own in rows.items():
        if number in spoiled:
            yield from (_refused(row, Reason("invoice_row_broken", number=number)) for row in own)
        else:
            yield from _of_number(table, own)
    yield from broken


def _of_number(table: InvoiceTable, own: list[Row]) -> Iterator[FileInvoice | Rejected]:
    """Yield the invoice and the credit note of one number, with the payments that name it."""
    payments = [row for row in own if row.kind == PAYMENT]
    kinds = dict.fromkeys(row.kind for row in own if row.kind != PAYMENT)
    if not kinds:
        yield _payments_alone(payments)
    for place, kind in enumerate(kinds):
        found = _invoice(table, [row for row in own if row.kind == kind], payments if place == 0 else [])
        if isinstance(found, Reason):
            yield from (_refused(row, found) for row in own)
            return
        yield found


def _payments_alone(rows: Sequence[Row]) -> FileInvoice:
    first = rows[0]
    return FileInvoice(
        tuple(row.number for row in rows), first.texts["client"], first.texts["number"], first.currency,
        mail=first.texts.get("mail", "").lower(), payments=tuple(map(_payment, rows)),
    )  # fmt: skip


def _payment(row: Row) -> PaymentValues:
    return PaymentValues(abs(row.minor("total") or row.minor("net") or 0), row.dates["date"])


def _invoice(table: InvoiceTable, rows: Sequence[Row], payments: Sequence[Row]) -> FileInvoice | Reason:
    first = rows[0]
    if len({row.currency for row in rows}) > 1:
        return Reason("invoice_currencies", number=first.texts["number"])
    sums = _sums(table, rows)
    if isinstance(sums, Reason):
        return sums
    is_stated = not {"paid", "open"}.isdisjoint(table.places) or any(
        row.status == PAID or "paid_on" in row.dates for row in rows
    )
    paid = _paid(rows, sums.total) if is_stated else tuple(map(_payment, payments))
    return FileInvoice(
        rows=tuple(row.number for row in (*rows, *payments)), client=first.texts["client"],
        number=first.texts["number"], currency=first.currency, kind=first.kind,
        status=ISSUED if first.status == PAID else first.status, issued_on=first.dates["date"],
        due_on=_first_date(rows, "due"), mail=first.texts.get("mail", "").lower(),
        reference=next((row.texts["reference"] for row in rows if row.texts.get("reference")), ""),
        net=sums.net, tax=sums.tax, total=sums.total, lines=sums.lines, payments=paid, is_paid_stated=is_stated,
    )  # fmt: skip


def _sums(table: InvoiceTable, rows: Sequence[Row]) -> Sums | Reason:
    totals = {row.minor("total") for row in rows} - {None}
    if len(totals) > 1:
        return Reason("invoice_totals_differ", number=rows[0].texts["number"])
    total = next(iter(totals), None)
    lines = tuple(line_of(row) for row in rows if row.is_line)
    if lines:
        return summed(lines, total, has_tax=table.has_tax)
    first = rows[0]  # repeated rows of one invoice are the same amount, not another one
    tax, net = first.minor("tax_total") or first.minor("tax"), first.minor("net")
    if net is None:
        net = (total or 0) - (tax or 0)
    if tax is None:
        tax = (total if total is not None else net) - net
    whole = FileLine(text_of(first), net, tax, code=first.texts.get("line", ""))
    return summed((whole,), total, has_tax=True)


def _paid(rows: Sequence[Row], total: int) -> tuple[PaymentValues, ...]:
    """Return what was paid by the file's own account of it: an amount, what is still open, or a mark."""
    first = rows[0]
    paid, left = first.minor("paid"), first.minor("open")
    if paid is None and left is not None:
        paid = total - left
    if paid is None:
        is_paid = first.status == PAID or "paid_on" in first.dates
        paid = total if is_paid else 0
    return (PaymentValues(paid, _first_date(rows, "paid_on")),) if paid else ()


def _first_date(rows: Sequence[Row], field: str) -> date | None:
    return next((row.dates[field] for row in rows if field in row.dates), None)


def _refused(row: Row, reason: Reason) -> Rejected:
    return Rejected(row.number, (("", reason),))
