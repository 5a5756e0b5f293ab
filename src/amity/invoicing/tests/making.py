"""Invoices for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from amity.accounts.models import Account
from amity.invoicing.models import Invoice, InvoiceLine, Payment
from amity.people.models import Person
from tests.builders import MONDAY, make_account

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)
DAY = MONDAY.date()


def make_invoice(account: Account | None = None, *, overdue: int = 0, paid: int = 0, **values: Any) -> Invoice:
    """An invoice over 1,190 euros with a line, due so many days before Monday."""
    due_on = DAY - timedelta(days=overdue)
    plain: dict[str, Any] = {
        "number": f"{next(_number):07}", "issued_on": due_on - timedelta(days=30), "due_on": due_on,
        "currency": "EUR", "net": 100_000, "tax": 19_000, "total": 119_000, "read_at": MONDAY, "paid": paid,
    }  # fmt: skip
    invoice = Invoice.objects.create(account=account or make_account(), **plain | values)
    InvoiceLine.objects.create(invoice=invoice, position=1, text="Design", net=invoice.net, tax=invoice.tax, line=None)
    if paid:
        Payment.objects.create(invoice=invoice, paid_on=invoice.settled_on, amount=paid)
    return invoice


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add what the addresses of the part need to the scene of the permission matrix, by the names in them."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    invoice = make_invoice(account, number="INV-1", net=7_171_711, tax=0, total=7_171_711)
    return {"invoice_id": invoice.pk, "invoice_line_id": invoice.lines.get().pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add so many invoices, so that the query counts notice a page that asks once a row."""
    account = Account.objects.get(pk=scene.known["account_id"])
    for number in range(rows):
        make_invoice(account, overdue=number * 20, issued_on=date(2026, 10, 1))
