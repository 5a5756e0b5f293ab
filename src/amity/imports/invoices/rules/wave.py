"""Wave's accounting export: an invoice is a transaction of several rows, and so is a payment.

The row of the receivable has the total, rows of income are the lines, the rest is tax. Only these rows are read, so
that no amount is added up twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.imports.cells.rules.dates import DateOrder, DateSurvey, parse_date
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.invoices.rules.values import FileInvoice, FileLine, summed
from amity.imports.rules import Reason, Record, Unreadable, cell_text, tidy
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import bare, places_by_word
from amity.invoicing.rules import CREDIT_NOTE, INVOICE, PaymentValues
from amity.shared.money import round_half_even

_HEADERS: Final[Mapping[str, str]] = {
    "transaction": "transaction id", "date": "transaction date", "text": "transaction line description",
    "amount": "amount (one column)", "debit": "debit amount (two column approach)",
    "credit": "credit amount (two column approach)", "client": "customer", "number": "invoice number",
    "kind": "account type", "group": "account group",
}  # fmt: skip
_RECEIVABLE: Final = "system receivable invoice"
_INCOME: Final = "income"
_DEBIT_GROUPS: Final = frozenset({"asset", "expense"})
"""In one column, an amount above 0 is a debit of these accounts and a credit of the others."""


@dataclass(frozen=True, slots=True)
class _Booking:
    """One row: its amount as debit above 0, in minor units."""

    number: int
    cells: Mapping[str, str]
    day: date
    debit: int

    @property
    def is_receivable(self) -> bool:
        return self.cells["kind"].casefold() == _RECEIVABLE and bool(self.cells["number"])

    @property
    def is_income(self) -> bool:
        return self.cells["kind"].casefold() == _INCOME


def is_wave(headers: Sequence[str]) -> bool:
    """Return whether a table's headers are those of Wave's accounting export."""
    return all(word in {bare(header) for header in headers} for word in _HEADERS.values())


@dataclass(frozen=True, slots=True)
class WaveFormat:
    """How the file writes dates and amounts, and the currency of all of them."""

    order: DateOrder
    mark: DecimalMark
    currency: str


def wave_format(
    headers: Sequence[str], records: Iterable[Record], currency: str, *, date_order: DateOrder | None,
    mark: DecimalMark | None,
) -> WaveFormat:  # fmt: skip
    """Return how the file writes dates and amounts. Raises `Unreadable` where the order of dates is open."""
    places, days, amounts = places_by_word(headers, _HEADERS), DateSurvey(), NumberSurvey()
    for record in records:
        days.add(cell_text(record.cells[places["date"]]))
        for field in ("amount", "debit", "credit"):
            amounts.add(cell_text(record.cells[places[field]]))
    order = date_order or days.verdict()
    if isinstance(order, Reason):
        raise Unreadable(order.code, **dict(order.params))
    return WaveFormat(order, mark or amounts.verdict(), currency)


def invoices_in(
    headers: Sequence[str], found: WaveFormat, records: Iterable[Record]
) -> Iterator[FileInvoice | Rejected]:
    """Yield the invoices of the export with their payments. Other bookings are passed over."""
    places = places_by_word(headers, _HEADERS)
    transactions: defaultdict[str, list[_Booking]] = defaultdict(list)
    broken: dict[str, list[Rejected]] = defaultdict(list)
    for record in records:
        booking = _booking(places, found, record)
        key = "" if record.reason else tidy(cell_text(record.cells[places["transaction"]]))
        if isinstance(booking, Rejected):
            broken[key].append(booking)
        else:
            transactions[key].append(booking)
    invoices: list[FileInvoice | Rejected] = []
    payments: defaultdict[tuple[str, str], list[tuple[int, PaymentValues]]] = defaultdict(list)
    for key, rows in transactions.items():
        receivable = [row for row in rows if row.is_receivable]
        if key in broken:
            numbers = [row.cells["number"] for row in receivable] or [key]
            invoices += [Rejected(row.number, (("", Reason("invoice_row_broken", number=numbers[0])),)) for row in rows]
        elif any(row.is_income for row in rows) and receivable:
            invoices += _invoice(found, receivable, rows)
        else:
            for row in receivable:
                paid = PaymentValues(-row.debit, row.day, key)
                payments[row.cells["client"], row.cells["number"]].append((row.number, paid))
    yield from _with_payments(found, invoices, payments)
    for rejected in broken.values():
        yield from rejected


def _invoice(
    found: WaveFormat, receivable: Sequence[_Booking], rows: Sequence[_Booking]
) -> Iterator[FileInvoice | Rejected]:
    first, total = receivable[0], sum(row.debit for row in receivable)
    income = [row for row in rows if row.is_income]
    rest = sum(-row.debit for row in rows if not row.is_income and not row.is_receivable)
    lines = tuple(FileLine(_line_text(row), -row.debit) for row in income)
    net = sum(line.net for line in lines)
    if net + rest != total:
        wrong = summed(lines, total, has_tax=True)
        reason = wrong if isinstance(wrong, Reason) else Reason("invoice_row_broken", number=first.cells["number"])
        yield from (Rejected(row.number, (("", reason),)) for row in rows)
        return
    yield FileInvoice(
        rows=tuple(row.number for row in rows), client=first.cells["client"], number=first.cells["number"],
        currency=found.currency, kind=INVOICE if total >= 0 else CREDIT_NOTE, issued_on=first.day, net=net, tax=rest,
        total=total, lines=lines,
    )  # fmt: skip


def _with_payments(
    found: WaveFormat, invoices: Sequence[FileInvoice | Rejected],
    payments: dict[tuple[str, str], list[tuple[int, PaymentValues]]],
) -> Iterator[FileInvoice | Rejected]:  # fmt: skip
    """Yield the invoices with the payments that name them, and payments of invoices that an earlier file had."""
    for one in invoices:
        if isinstance(one, Rejected) or one.kind == CREDIT_NOTE:
            yield one
            continue
        own = payments.pop((one.client, one.number), [])
        yield _paying(one, own)
    for (client, number), own in payments.items():
        yield _paying(FileInvoice((), client, number, found.currency), own)


def _paying(one: FileInvoice, own: Sequence[tuple[int, PaymentValues]]) -> FileInvoice:
    rows = (*one.rows, *(number for number, _paid in own))
    return FileInvoice(
        rows, one.client, one.number, one.currency, kind=one.kind, issued_on=one.issued_on, net=one.net, tax=one.tax,
        total=one.total, lines=one.lines, payments=tuple(paid for _number, paid in own),
    )  # fmt: skip


def _booking(places: Mapping[str, int], found: WaveFormat, record: Record) -> _Booking | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    cells = {field: tidy(cell_text(record.cells[place])) for field, place in places.items()}
    day = parse_date(record.cells[places["date"]], found.order)
    amounts = [_number(cells[field], found.mark) for field in ("debit", "credit", "amount")]
    wrong = [(field, value) for field, value in (("date", day), *(("amount", one) for one in amounts)) if
             isinstance(value, Reason)]  # fmt: skip
    debit, credit, amount = amounts
    if wrong or isinstance(debit, Reason) or isinstance(credit, Reason) or isinstance(amount, Reason):
        return Rejected(record.number, tuple(wrong))
    assert isinstance(day, date)  # noqa: S101 - otherwise it is among the wrong ones
    if debit is None and credit is None:
        has_debit = cells["group"].casefold() in _DEBIT_GROUPS
        debit = (1 if has_debit else -1) * (amount or Decimal(0))
    whole = (debit or Decimal(0)) - (credit or Decimal(0))
    return _Booking(record.number, cells, day, round_half_even(whole, found.currency))


def _number(text: str, mark: DecimalMark) -> Decimal | Reason | None:
    return parse_number(text, mark) if text else None


def _line_text(row: _Booking) -> str:
    """Return the description of a line without the client and the number before it."""
    return row.cells["text"].removeprefix(f"{row.cells['client']} - {row.cells['number']} - ") or row.cells["text"]
