"""Overdue invoices: they wait for the account manager and for finance."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.invoicing import wording
from amity.invoicing.models import OWED, Invoice
from amity.invoicing.rules import WAITS_AFTER, WAITS_AGAIN_AFTER, days_overdue
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE


def register() -> None:
    """Register overdue invoices."""
    kinds.register(OVERDUE)


def _overdue(today: date) -> QuerySet[Invoice]:
    late = OWED & Q(due_on__lte=today - timedelta(days=WAITS_AFTER))
    rows = Invoice.objects.filter(late).select_related("account__manager").order_by("due_on", "pk")
    return rows.prefetch_related(covers_along("account"))


def _rows(person: Person, today: date) -> QuerySet[Invoice]:
    rows = _overdue(today)
    return rows if person.has_role(roles.FINANCE) else rows.filter(of_handled_accounts(person))


def _on_account(by: Actor, account_id: Any, today: date) -> QuerySet[Invoice]:
    return _overdue(today).filter(account=account_id)


def _items(by: Actor, rows: Sequence[Invoice], today: date) -> list[Item]:
    sees_fee = person_of(by).money_right >= MoneyRight.FEE
    return [_item(row, today) for row in rows] if sees_fee else []


def _item(row: Invoice, today: date) -> Item:
    days, owed = days_overdue(row.due_on, today), Money(row.unpaid, row.currency)
    title = _("Invoice %(number)s") % {"number": row.number}
    lead = wording.days_overdue(days)
    return Item(
        id=row.pk, title=title, address=address_with("invoicing:invoice", row.pk), account=named(row.account),
        headline=headline_of(title, lead), lead=lead, repeats_lead=True,
        notes=[formats.money(owed, cents=False)], due=row.due_on, days_late=days, open=_("Open invoice"),
        stakes=grown(1, 3, days_late=days, money=owed), measure=days,
        step=int(days >= WAITS_AGAIN_AFTER),
    )  # fmt: skip


OVERDUE = Kind(
    key="invoice_overdue", order=40, todo=CHASE, icon="coins", label=lazy("Overdue invoices"), rows=_rows,
    by_roles=True,
    late=lambda today: Q(due_on__lt=today), on_account=_on_account, items=_items,
)  # fmt: skip
