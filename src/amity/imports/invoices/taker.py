"""Import invoices and payments from a file in one go. It recognises earlier ones, and can be undone.

An invoice is recognised by its account, its kind and its number, whichever program wrote the file, so that the same
file changes nothing and a newer one adds its new payments. No amounts are added up twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts import commands as accounts
from amity.agency.queries import agency
from amity.imports.cells.rules.dates import DateOrder
from amity.imports.cells.rules.numbers import DecimalMark
from amity.imports.invoices.clients import Clients, UnknownClient, source_of_invoices
from amity.imports.invoices.payments import in_order, joined
from amity.imports.invoices.quoted import Quoted
from amity.imports.invoices.rules import columns, grouping, wave
from amity.imports.invoices.rules.values import FileInvoice
from amity.imports.models import Batch, Made
from amity.imports.pace import Pace, paced
from amity.imports.readers.limited import LimitedTable, open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason, name_key
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.invoicing import commands, queries
from amity.invoicing.models import Invoice
from amity.invoicing.rules import InvoiceValues
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refusal
from amity.shared.money import Money
from amity.shared.numbers import whole_number

MADE: Final = "invoice"
CHANGED: Final = "reinvoice"


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """The invoices of a file, how many rows it has, and whether it names its currency."""

    invoices: list[FileInvoice | Rejected]
    rows: int
    currency: str
    names_currency: bool


@contextmanager
def invoices_of(path: Path, limits: Limits, options: Options) -> Iterator[InvoiceFile]:
    """Yield the invoices of a file. Raises `Unreadable` where a column is missing, or the date order is open."""
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        yield _read(table, options)


def _read(table: LimitedTable, options: Options) -> InvoiceFile:
    currency = options.currency or agency().currency
    order = DateOrder(options.date_order) if options.date_order else None
    mark = DecimalMark(options.mark) if options.mark else None
    records = list(table.records())
    if wave.is_wave(table.headers):
        found = wave.wave_format(table.headers, records, currency, date_order=order, mark=mark)
        return InvoiceFile(list(wave.invoices_in(table.headers, found, records)), len(records), currency, False)
    places = columns.invoice_columns(table.headers, options.columns)
    layout = columns.surveyed(table.headers, places, records, date_order=order, mark=mark, currency=currency)
    return InvoiceFile(list(grouping.invoices_in(layout, records)), len(records), currency, "currency" in places)


@dataclass
class InvoiceTaker:
    """Imports one file's invoices in chunks. Run again, it adds only what is missing."""

    by: Actor
    batch: Batch
    now: datetime
    options: Options
    dry_run: bool = False
    _clients: Clients = field(init=False)
    _quoted: Quoted = field(init=False)

    def take(self, file: InvoiceFile) -> FileResult:
        """Import every invoice, or only report what would happen."""
        taken = FileResult(rows=file.rows)
        source = source_of_invoices(create=not self.dry_run)
        if not self.dry_run:
            Batch.objects.filter(pk=self.batch.pk).update(source=source)
            self.batch.source = source
        self._clients = Clients(source, create_missing=self.options.create_missing)
        self._quoted = Quoted()
        for one in file.invoices:
            if isinstance(one, Rejected):
                taken.refuse(one.number, one.reasons)
        read = iter([one for one in file.invoices if isinstance(one, FileInvoice)])
        for chunk in paced(read, pace := Pace(20, 200)):
            with pace:
                part, new = self._look_at(chunk) if self.dry_run else self._chunk(chunk)
            self._clients.new |= new
            taken.add(part)
        taken.rejected.sort()
        taken.clients = self._clients.names
        if not file.names_currency and file.invoices:
            taken.warnings.append(
                _("The file names no currency. All amounts are read as %(currency)s.") % {"currency": file.currency}
            )
        return taken

    @command
    def _chunk(self, invoices: list[FileInvoice]) -> tuple[FileResult, dict[str, int]]:
        return self._look_at(invoices)

    def _look_at(self, invoices: list[FileInvoice]) -> tuple[FileResult, dict[str, int]]:
        part, new, unchanged = FileResult(), dict[str, int](), list[int]()
        for one in invoices:
            try:
                fate = self._one(one, new, unchanged)
            except UnknownClient as unknown:
                for number in one.rows:
                    part.refuse(number, [("client", unknown.reason)])
            except _NoInvoice:
                for number in one.rows:
                    part.refuse(number, [("number", Reason("invoice_unknown", number=one.number))])
            except Refusal as refusal:
                part.rejected += [(number, refusal.sentence) for number in one.rows]
            else:
                if fate:
                    part.count(fate)
                    part.tell(fate, one.kind, one.label, one.client, Money(one.total, one.currency))
        if unchanged and not self.dry_run:
            commands.note_read(by=self.by, invoice_ids=unchanged, now=self.now)
        return part, new

    def _one(self, one: FileInvoice, new: dict[str, int], unchanged: list[int]) -> str:
        """Return the fate of an invoice, "" for one of a client that is left out."""
        key = name_key(one.client)
        account = new[key] if key in new else self._clients.account_of(one.client)
        if account is None:
            return ""
        held = Invoice.objects.filter(account=account, kind=one.kind, number=one.number).first() if account else None
        if one.issued_on is None and held is None:
            raise _NoInvoice
        if not account and not self.dry_run:
            account = new[key] = self._opened(one)
        before = queries.values_of(held) if held else None
        values = self._values(account, one, before)
        if before is not None and held is not None and _plain(before) == _plain(values):
            unchanged.append(held.pk)
            return "unchanged"
        if not self.dry_run:
            self._write(account, values, held, before)
        return "updated" if held else "created"

    def _write(self, account: int, values: InvoiceValues, held: Invoice | None, before: InvoiceValues | None) -> None:
        written = commands.write_invoice(
            by=self.by, account_id=account, values=values, now=self.now, invoice_id=held.pk if held else 0
        )
        detail = before.as_json() if before is not None else {}
        kind = CHANGED if before is not None else MADE
        Made.objects.create(batch=self.batch, kind=kind, made_id=written.pk, detail=detail)

    def _values(self, account: int, one: FileInvoice, before: InvoiceValues | None) -> InvoiceValues:
        """Return the values of an invoice after this file. Payments alone leave everything else as it is."""
        known = before.payments if before else ()
        payments = joined(known, one.payments, is_stated=one.is_paid_stated)
        if one.issued_on is None:
            if before is None:
                raise _NoInvoice
            return replace(before, payments=payments)
        issued, due, days = one.issued_on, one.due_on, whole_number(self.options.due_days)
        if due is None and days is not None:
            due = issued + timedelta(days=days)
        agreement = self._quoted.agreement_of(account, one)
        return InvoiceValues(
            number=one.number[:80], issued_on=issued, currency=one.currency, net=one.net, tax=one.tax,
            total=one.total, kind=one.kind, status=one.status, due_on=due, reference=one.reference[:200],
            agreement_id=agreement, lines=tuple(self._quoted.line_of(agreement, line) for line in one.lines),
            payments=payments,
        )  # fmt: skip

    def _opened(self, one: FileInvoice) -> int:
        account = accounts.open_account(by=self.by, name=one.client, now=self.now, currency=one.currency)
        Made.objects.create(batch=self.batch, kind="client", made_id=account.pk)
        return account.pk


class _NoInvoice(Exception):
    """A file has a payment for an invoice that isn't here."""


def _plain(values: InvoiceValues) -> InvoiceValues:
    """Return the values that a file states, without the agreement and the quoted lines, which a person can choose."""
    lines = tuple(replace(line, line_id=None) for line in values.lines)
    return replace(values, agreement_id=None, lines=lines, payments=in_order(values.payments))


def take_back_invoice(by: Actor, made: Made, now: datetime) -> str:
    """Remove an invoice a batch imported, or restore its earlier values. Return why it stays, or ""."""
    invoice = Invoice.objects.filter(pk=made.made_id).first()
    if invoice is None:
        return ""
    if made.kind == MADE:
        if invoice.lines.exclude(placed_by="").exists():
            return "edited_since"
        commands.remove_invoice(by=by, invoice_id=invoice.pk, now=now)
        return ""
    values = InvoiceValues.from_json(made.detail)
    commands.write_invoice(by=by, account_id=invoice.account_id, values=values, now=now, invoice_id=invoice.pk)
    return ""
