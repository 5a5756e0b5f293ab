"""An invoice as one file states it, amounts in minor units."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.imports.rules import Reason
from amity.invoicing.rules import INVOICE, ISSUED, PaymentValues

MOST: Final = 10**14
EXACT: Final = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of an invoice. `code` is a quoted line's number, where the file has a column for it."""

    text: str
    net: int
    tax: int = 0
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class FileInvoice:
    """An invoice or a credit note of a file. `rows` are its records.

    Without `issued_on` the file only has payments for it. `is_paid_stated`: what was paid follows from the file alone,
    otherwise its payments come in addition to known ones.
    """

    rows: tuple[int, ...]
    client: str
    number: str
    currency: str
    kind: str = INVOICE
    status: str = ISSUED
    issued_on: date | None = None
    due_on: date | None = None
    mail: str = ""
    reference: str = ""
    net: int = 0
    tax: int = 0
    total: int = 0
    lines: tuple[FileLine, ...] = ()
    payments: tuple[PaymentValues, ...] = ()
    is_paid_stated: bool = False

    @property
    def label(self) -> str:
        """A short description, without its amounts."""
        return f"{self.number} · {self.issued_on.isoformat()}" if self.issued_on else self.number


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of an invoice as its lines and its stated total say."""

    net: int
    tax: int
    total: int
    lines: tuple[FileLine, ...]


def summed(lines: tuple[FileLine, ...], stated: int | None, *, has_tax: bool) -> Sums | Reason:
    """Return the amounts of an invoice from its lines, compared with the total that the file states.

    Amounts of lines can include tax, and each can be off by a unit by rounding. Without a column for tax, tax is what
    the total has on top. Otherwise lines that don't add up are refused (`invoice_total`): something would be missing.
    """
    net, tax = sum(line.net for line in lines), sum(line.tax for line in lines)
    if stated is None or stated == net + tax:
        return Sums(net, tax, net + tax, lines)
    slack = len(lines)
    if tax and abs(stated - net) <= slack:
        without = tuple(_without_tax(line) for line in lines)
        return Sums(stated - tax, tax, stated, without)
    if abs(stated - net - tax) <= slack:
        return Sums(stated - tax, tax, stated, lines)
    if not has_tax and abs(stated) > abs(net):
        return Sums(net, stated - net, stated, lines)
    return Reason("invoice_total", lines=_major(net + tax), total=_major(stated))


def _without_tax(line: FileLine) -> FileLine:
    return FileLine(line.text, line.net - line.tax, line.tax, line.quantity, line.unit_price, line.code)


def _major(minor: int) -> str:
    return f"{Decimal(minor) / 100:.2f}"
