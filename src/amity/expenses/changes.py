"""Values that logging and editing an expense take, and their validation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.expenses.models import Expense
from amity.expenses.rules import KINDS, MOST, PASSED_ON, cost_of
from amity.projects import queries as projects
from amity.shared.errors import Invalid
from amity.shared.money import Money, UnknownCurrency, decimals
from amity.shared.texts import within
from amity.shared.values import value_of
from amity.timesheets.changes import Place


@dataclass(frozen=True, slots=True)
class ExpenseChanges:
    """An expense as someone wants it. `amount` in minor units of `currency`, below nothing for money that came back.

    `billed` in minor units of the agreement's currency, None while it is not known; what is not billable has none.
    """

    spent_on: date
    amount: int
    currency: str
    kind: str = PASSED_ON
    supplier: str = ""
    text: str = ""
    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    billable: bool = False
    billed: int | None = None


def fields_of(expense: Expense) -> ExpenseChanges:
    """Return the current fields of an expense."""
    return value_of(expense, ExpenseChanges)


class Exchange:
    """The agency's currency and its dated rates read once, to convert one expense or many."""

    def __init__(self) -> None:
        self.currency = agency().currency
        self._rates: Mapping[str, Sequence[tuple[date, Decimal]]] = exchange_rates()

    def put_on(self, expense: Expense) -> None:
        """Store what the expense costs in the agency's currency, or that it is not known."""
        spent = Money(expense.amount, expense.currency)
        expense.cost = cost_of(spent, expense.spent_on, self.currency, self._rates)
        expense.cost_currency = self.currency


def put(expense: Expense, changes: ExpenseChanges, place: Place) -> None:
    """Copy the fields to the expense. Raises `Invalid` for a wrong field."""
    _check(changes, place)
    expense.spent_on, expense.kind = changes.spent_on, changes.kind
    expense.supplier, expense.text = within(changes.supplier, 200, "supplier"), changes.text.strip()
    expense.account, expense.project, expense.line = place.account, place.project, place.line
    expense.amount, expense.currency = changes.amount, changes.currency
    put_billed_on(expense, changes.billable, changes.billed)


def put_billed_on(expense: Expense, billable: bool, billed: int | None) -> None:
    """Whether and for how much the client is billed; only work for a client ever is."""
    pricing = projects.pricing_of(expense.project_id) if expense.project_id else None
    expense.billable = billable and pricing is not None and expense.account_id is not None
    expense.billed = billed if expense.billable else 0
    expense.billed_currency = pricing.currency if pricing else ""


def _check(changes: ExpenseChanges, place: Place) -> None:
    if changes.kind not in KINDS:
        raise Invalid(_("Choose pass-through or cost of delivery."), "kind")
    if changes.kind == PASSED_ON and (place.project is None or place.account is None):
        raise Invalid(_("A pass-through cost needs a client project. Choose one, or choose cost of delivery."), "kind")
    try:
        decimals(changes.currency)
    except UnknownCurrency:
        raise Invalid(
            _("Currency “%(code)s” not found. Enter three letters, for example EUR.") % {"code": changes.currency},
            "currency",
        ) from None
    if not -MOST < changes.amount < MOST:
        raise Invalid(_("Enter a smaller amount."), "amount")
    if changes.billed is not None and not -MOST < changes.billed < MOST:
        raise Invalid(_("Enter a smaller amount."), "billed")
