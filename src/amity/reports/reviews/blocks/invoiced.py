"""What was invoiced in the period, with what is paid and open, from the imported invoices."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.review_blocks import INTERNAL, Block, BlockContent, BlockTable, ReviewScope
from amity.invoicing import queries, wording
from amity.invoicing.models import OPEN, Invoice
from amity.invoicing.rules import ISSUED
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the invoices and credit notes of the period with what is open of each, or None without any.

    Earlier ones that are still open are one sentence. Drafts and void invoices are no money, so they are left out.
    """
    issued = queries.invoices_seen_by(scope.by).filter(account=scope.account, status=ISSUED)
    rows = list(issued.filter(issued_on__range=(scope.first, scope.last)).order_by("issued_on", "pk"))
    earlier = list(issued.filter(OPEN, issued_on__lt=scope.first).order_by("-issued_on", "-pk"))
    if not rows and not earlier:
        return None
    read_on = timezone.localdate(max(one.read_at for one in (*rows, *earlier)))
    return BlockContent(
        title=_title(rows, earlier), text=_earlier(earlier), table=_table(rows) if rows else None,
        note=_("Amounts with tax. Payments as of %(day)s.") % {"day": formats.dated(read_on)},
        sources=[_("Invoices and payments, as imported on %(day)s") % {"day": formats.dated(read_on)}],
    )  # fmt: skip


def _title(rows: Sequence[Invoice], earlier: Sequence[Invoice]) -> str:
    if not rows:
        return _("Nothing invoiced in this period")
    invoiced, unpaid = _sum(rows, "total"), _sum(rows, "unpaid")
    if invoiced is None or unpaid is None:
        return _("What was invoiced, and what is open")
    words = {"invoiced": formats.money(invoiced, cents=False), "open": formats.money(unpaid, cents=False)}
    if unpaid.minor > 0:
        return _("Invoiced: %(invoiced)s, %(open)s of it open") % words
    return (_("Invoiced: %(invoiced)s") if earlier else _("Invoiced: %(invoiced)s, all of it paid")) % words


def _earlier(rows: Sequence[Invoice]) -> list[str]:
    """Return how much of earlier invoices is open, by currency."""
    found = []
    for code in sorted({one.currency for one in rows}):
        unpaid = sum(one.unpaid for one in rows if one.currency == code)
        if unpaid > 0:
            words = {"open": formats.money(Money(unpaid, code), cents=False)}
            found.append(_("%(open)s of earlier invoices is still open.") % words)
    return found


def _table(rows: Sequence[Invoice]) -> BlockTable:
    heads = [_("Invoice"), _("Date"), _("Due date"), _("Amount"), _("Amount paid"), _("Unpaid")]
    return BlockTable(heads, [_row(one) for one in rows], _together(rows))


def _row(one: Invoice) -> list[str]:
    name = f"{wording.KINDS[one.kind]} {one.number}" if one.is_credit else one.number
    amounts = [formats.money(Money(amount, one.currency), cents=True) for amount in (one.total, one.paid, one.unpaid)]
    return [name, formats.dated(one.issued_on), formats.dated(one.due_on) if one.due_on else "", *amounts]


def _together(rows: Sequence[Invoice]) -> list[str]:
    sums = [_sum(rows, name) for name in ("total", "paid", "unpaid")]
    if len(rows) == 1 or None in sums:
        return []
    return [_("Total"), "", "", *(formats.money(one, cents=True) for one in sums if one is not None)]


def _sum(rows: Sequence[Invoice], name: str) -> Money | None:
    """Return the sum of an amount, or None where the invoices have several currencies."""
    codes = {one.currency for one in rows}
    return Money(sum(getattr(one, name) for one in rows), codes.pop()) if len(codes) == 1 else None


BLOCK = Block(
    key="invoiced", order=42, label=lazy("Invoices"), hint=lazy("invoiced, paid and open"), load=load,
    right=MoneyRight.FEE, names_money=True,
)  # fmt: skip
FOR_US = replace(BLOCK, key="inside_invoiced", order=45, audience=INTERNAL)
