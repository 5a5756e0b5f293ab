"""Pure rules that read one record of a file of invoices: a line, an invoice in one row, or a payment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.imports.cells.rules.currency import parse_currency
from amity.imports.cells.rules.dates import parse_date
from amity.imports.cells.rules.numbers import parse_number
from amity.imports.invoices.rules.columns import DATES, FIGURES, OF_LINE, InvoiceTable
from amity.imports.invoices.rules.values import EXACT, MOST, FileLine
from amity.imports.rules import Cell, Reason, Record, cell_text, name_key, tidy
from amity.imports.time_rows.rules.rows import Rejected
from amity.invoicing.rules import CREDIT_NOTE, DRAFT, INVOICE, ISSUED, VOID
from amity.shared.money import round_half_even

PAYMENT: Final = "payment"
PAID: Final = "paid"
_KINDS: Final[Mapping[str, str]] = {
    INVOICE: "invoice|sales invoice|invoices|accrec|rechnung|facture|tax invoice",
    CREDIT_NOTE: "credit note|credit memo|sales credit note|creditnote|accreccredit|gutschrift|avoir|refund",
    PAYMENT: "payment|invoice payment|customer payment|zahlung|paiement",
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_STATUSES: Final[Mapping[str, str]] = {
    DRAFT: "draft|entwurf|brouillon|submitted",
    VOID: "void|voided|deleted|cancelled|canceled|storniert|annulé",
    PAID: "paid|auto-paid|autopaid|bezahlt|payé|payée",
}
_STATUS_OF: Final = {word: status for status, words in _STATUSES.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class Row:
    """One record with its cells as values. Figures are in major units, as far as the record has them."""

    number: int
    texts: Mapping[str, str]
    dates: Mapping[str, date]
    figures: Mapping[str, Decimal]
    currency: str
    kind: str
    status: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what rows of one invoice have in common, whatever they are."""
        return name_key(self.texts["client"]), self.texts["number"]

    @property
    def is_line(self) -> bool:
        """Return whether it has the amount of a line."""
        return not set(OF_LINE).isdisjoint(self.figures)

    def minor(self, field: str) -> int | None:
        """Return a figure in minor units, None if the record has none. A credit note's are below 0."""
        found = self.figures.get(field)
        if found is None:
            return None
        minor = round_half_even(found, self.currency)
        return -abs(minor) if self.kind == CREDIT_NOTE else minor


def row_of(table: InvoiceTable, record: Record) -> Row | Rejected:
    """Return a record's values, or all reasons against it."""
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    cells = {field: record.cells[place] for field, place in table.places.items() if place < len(record.cells)}
    texts = {field: tidy(cell_text(cell)) for field, cell in cells.items()}
    wrong = [(field, Reason("line_field_missing", field=field)) for field in ("number", "client") if not texts[field]]
    dates, figures = dict[str, date](), dict[str, Decimal]()
    for field in DATES:
        if texts.get(field):
            day = parse_date(cells[field], table.order)
            if isinstance(day, date):
                dates[field] = day
            else:
                wrong.append((field, day))
    for field in FIGURES:
        number = _number(cells.get(field, ""), table)
        if isinstance(number, Reason):
            wrong.append((field, number))
        elif number is not None:
            figures[field] = number
    currency = parse_currency(texts["currency"]) if texts.get("currency") else table.currency
    if isinstance(currency, Reason):
        return Rejected(record.number, (*wrong, ("currency", currency)))
    kind = _KIND_OF.get(name_key(texts.get("kind", "")), "" if texts.get("kind") else INVOICE)
    if not kind:
        wrong.append(("kind", Reason("invoice_kind", text=texts["kind"])))
    if "date" not in dates and not any(field == "date" for field, _why in wrong):
        wrong.append(("date", Reason("date_missing")))
    if wrong:
        return Rejected(record.number, tuple(wrong))
    status = _STATUS_OF.get(name_key(texts.get("status", "")), ISSUED)
    return Row(record.number, texts, dates, figures, currency, kind, status)


def _number(cell: Cell, table: InvoiceTable) -> Decimal | Reason | None:
    text = repr(cell) if isinstance(cell, float) else cell_text(cell).strip().removesuffix("%")
    number = parse_number(text, table.mark) if text else None
    if isinstance(number, Decimal) and abs(number) >= MOST:
        return Reason("amount_too_large")
    return number


def line_of(row: Row) -> FileLine:
    """Return the line of a record. Its net amount is stated, or its total without tax, or quantity × unit price."""
    tax = (row.minor("tax") or 0) + (row.minor("tax_2") or 0)
    quantity, price = row.figures.get("quantity"), row.figures.get("unit_price")
    whole, stated = row.minor("line_total"), row.minor("line_net")
    if whole is not None:
        net = whole - tax
    elif stated is not None:
        net = stated
    else:
        share = 1 - row.figures.get("discount", Decimal(0)) / 100
        amount = (price or Decimal(0)) * (Decimal(1) if quantity is None else quantity) * share
        net = round_half_even(amount, row.currency)
        net = -abs(net) if row.kind == CREDIT_NOTE else net
    return FileLine(
        text_of(row), net, tax, quantity.quantize(EXACT) if quantity is not None else None,
        price.quantize(EXACT) if price is not None else None, row.texts.get("line", ""),
    )  # fmt: skip


def text_of(row: Row) -> str:
    """Return the item and the description of a record."""
    parts = dict.fromkeys(row.texts[name] for name in ("item", "text") if row.texts.get(name))
    return " · ".join(parts)
