"""Find the agreement an invoice refers to, and the quoted line that each of its lines bills, where the file says so."""

from collections import defaultdict

from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.imports.invoices.rules.values import FileInvoice, FileLine
from amity.imports.rules import name_key
from amity.invoicing.rules import LineValues


class Quoted:
    """The agreements of an account by what a reference can be, and their lines by number and title."""

    def __init__(self) -> None:
        self._agreements: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for one in Agreement.objects.filter(account__isnull=False).only(
            "account_id", "number", "order_number", "title"
        ):
            for name in {one.number, one.order_number, one.title} - {""}:
                self._agreements[one.account_id or 0, name_key(name)].add(one.pk)
        self._lines: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for placed in AgreementLine.objects.select_related("line"):
            for name in {placed.number, placed.line.title, f"{placed.number} {placed.line.title}"}:
                self._lines[placed.agreement_id, name_key(name)].add(placed.line_id)

    def agreement_of(self, account_id: int, invoice: FileInvoice) -> int | None:
        """Return the account's agreement with the reference as its number, PO number or title, if there is just one."""
        found = self._agreements.get((account_id, name_key(invoice.reference)), set()) if invoice.reference else set()
        return next(iter(found)) if len(found) == 1 else None

    def line_of(self, agreement_id: int | None, line: FileLine) -> LineValues:
        """Return a line with the quoted line that its code, or else its text, names."""
        quoted = None
        for name in (line.code, line.text) if agreement_id else ():
            found = self._lines.get((agreement_id or 0, name_key(name)), set()) if name else set()
            quoted = quoted or (next(iter(found)) if len(found) == 1 else None)
        return LineValues(line.text, line.net, line.tax, line.quantity, line.unit_price, quoted)
