"""The columns of a file of invoices, by the headers of Xero, QuickBooks, FreshBooks and others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.imports.cells.rules.dates import DateOrder, DateSurvey
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey
from amity.imports.columns.rules.by_words import columns_by_words, field_words
from amity.imports.columns.rules.fields import named
from amity.imports.rules import Reason, Record, Unreadable, cell_text
from amity.imports.tools.rules.sniffing import bare_word

_WORDS: Final[Mapping[str, str]] = {
    "number": "invoice number|invoicenumber|invoice no|invoice no.|invoiceno|invoice #|invoice id|num|no.|number|"
    "document number|rechnungsnummer|rechnungsnr.|rechnungsnr|belegnummer|numéro de facture|n° de facture",
    "client": "contactname|contact name|client name|customer name|customer|client|account|bill to|name|kunde|"
    "kundenname|nom du client",
    "mail": "emailaddress|email address|email|customer email|e-mail",
    "date": "invoicedate|invoice date|date issued|issue date|issued|date|rechnungsdatum|date de facture",
    "due": "duedate|due date|payment due|due|fälligkeitsdatum|fällig am|fällig|échéance|date d’échéance",
    "currency": "currency|currency code|währung|devise",
    "reference": "reference|po number|p.o. number|purchase order|agreement|agreement number|referenz|bestellnummer",
    "kind": "type|transaction type|document type|typ|art",
    "status": "invoice status|status",
    "paid_on": "date paid|paid on|payment date|bezahlt am",
    "item": "item name|item|product/service|product|artikel",
    "text": "item description|itemdescription|description|line description|memo/description|memo|beschreibung",
    "line": "line code|line|code|sow line|position",
    "quantity": "quantity|qty|itemquantity|item quantity|menge",
    "unit_price": "unitamount|unit amount|unit price|rate|itemrate|item rate|sales price|price|einzelpreis",
    "discount": "discount|discount percentage|discount %|rabatt",
    "line_net": "line subtotal|lineamount|line amount|itemamount|item amount|line net|positionsbetrag",
    "tax": "taxamount|tax amount|tax 1 amount|itemtaxamount|item tax amount|line tax|tax|steuer|mwst",
    "tax_2": "tax 2 amount",
    "line_total": "line total",
    "net": "subtotal|net|net amount|netto|nettobetrag|amount before tax|total net",
    "tax_total": "taxtotal|tax total|total tax",
    "total": "total|invoice total|total amount|invoice amount|amount|gross|gross amount|brutto|gesamtbetrag",
    "paid": "invoiceamountpaid|amount paid|paid|paid amount|bezahlt",
    "open": "invoiceamountdue|amount due|open balance|balance due|balance|open amount|outstanding|offen",
}
_FIELD_OF: Final = field_words(_WORDS)
FIELDS: Final = tuple(_WORDS)
"""The possible fields of a column in a file of invoices."""
NEEDED: Final = ("number", "client", "date")
OF_LINE: Final = ("line_total", "line_net", "unit_price")
AMOUNTS: Final = (*OF_LINE, "net", "total")
"""One of these says how much an invoice is."""
FIGURES: Final = (*AMOUNTS, "quantity", "discount", "tax", "tax_2", "tax_total", "paid", "open")
DATES: Final = ("date", "due", "paid_on")
_NAMES_INVOICE: Final = ("invoice", "rechnung", "facture")


@dataclass(frozen=True, slots=True)
class InvoiceTable:
    """The format of a file of invoices: field → column, how its cells are read, and its default currency."""

    places: Mapping[str, int]
    order: DateOrder
    mark: DecimalMark
    currency: str

    @property
    def has_tax(self) -> bool:
        """Return whether the file states tax."""
        return not {"tax", "tax_2", "tax_total", "net"}.isdisjoint(self.places)


def invoice_columns(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return field → column by header, with a person's choice over it. Raises `Unreadable` (`map_column`)."""
    return columns_by_words(_FIELD_OF, headers, chosen)


def looks_like_invoices(headers: Sequence[str]) -> bool:
    """Return whether a table has invoices: a number whose header names them, a client, a date and an amount."""
    places = invoice_columns(headers)
    if not set(NEEDED) <= places.keys() or not set(AMOUNTS) & places.keys():
        return False
    number = bare_word(headers[places["number"]])
    return number.startswith(_NAMES_INVOICE) or (number == "num" and "open" in places)


def surveyed(
    headers: Sequence[str],
    places: Mapping[str, int],
    records: Iterable[Record],
    *,
    date_order: DateOrder | None = None,
    mark: DecimalMark | None = None,
    currency: str = "",
) -> InvoiceTable:
    """Return how the file writes dates and amounts.

    Raises `Unreadable`: `columns_missing`, or a `date_order_*` question where no day above 12 decides.
    """
    missing = [field for field in NEEDED if field not in places]
    if not set(AMOUNTS) & places.keys():
        missing.append("total")
    if missing:
        raise Unreadable("columns_missing", fields=", ".join(missing), found=named(headers))
    days, amounts = DateSurvey(), NumberSurvey()
    for record in records:
        for field in DATES:
            if field in places and places[field] < len(record.cells):
                days.add(cell_text(record.cells[places[field]]))
        for field in FIGURES:
            if field in places and places[field] < len(record.cells):
                amounts.add(cell_text(record.cells[places[field]]))
    order = date_order or days.verdict()
    if isinstance(order, Reason):
        raise Unreadable(order.code, **dict(order.params))
    return InvoiceTable(places, order, mark or amounts.verdict(), currency)
