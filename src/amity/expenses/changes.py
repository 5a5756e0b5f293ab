"""Values that logging and editing an expense take, and their validation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.expenses.models import Expense
from amity.expenses.rules import KINDS, MOST, PASSED_ON, cost_of
from amity.projects import queries as projects
from amity.shared.errors import Invalid
from amity.shared.money import Money
from amity.shared.values import Currency, OneOf, Text, Whole, tidied
from amity.timesheets.changes import Place
from amity.timesheets.choosing.keys import WorkKey


@dataclass(frozen=True, slots=True)
class ExpenseChanges:
    """The editable fields of an expense. `amount` is in minor units of `currency`, negative for a refund.

    `billed` is in minor units of the agreement's currency, None while unknown or not billable.
    """

    spent_on: date
    amount: Annotated[int, Whole(1 - MOST, MOST - 1)]
    currency: Annotated[str, Currency()]
    kind: Annotated[str, OneOf(KINDS)] = PASSED_ON
    supplier: Annotated[str, Text(200)] = ""
    text: Annotated[str, Text(2000, lines=True)] = ""
    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    billable: bool = False
    billed: Annotated[int | None, Whole(1 - MOST, MOST - 1)] = None

    @property
    def key(self) -> WorkKey:
        """Return the work the money was spent for."""
        return WorkKey(self.account_id, self.project_id, self.line_id)


class Exchange:
    """The agency's currency and its dated rates read once, to convert one expense or many."""

    def __init__(self) -> None:
        self.currency = agency().currency
        self._rates: Mapping[str, Sequence[tuple[date, Decimal]]] = exchange_rates()

    def put_on(self, expense: Expense) -> None:
        """Store the expense's cost in the agency's currency, or None if unknown."""
        spent = Money(expense.amount, expense.currency)
        expense.cost = cost_of(spent, expense.spent_on, self.currency, self._rates)
        expense.cost_currency = self.currency


def put(expense: Expense, changes: ExpenseChanges, place: Place) -> None:
    """Copy the fields to the expense. Raises `Invalid` for a wrong field."""
    changes = _checked(changes, place)
    expense.spent_on, expense.kind = changes.spent_on, changes.kind
    expense.supplier, expense.text = changes.supplier, changes.text
    expense.account, expense.project, expense.line = place.account, place.project, place.line
    expense.amount, expense.currency = changes.amount, changes.currency
    put_billed_on(expense, changes.billable, changes.billed)


def put_billed_on(expense: Expense, billable: bool, billed: int | None) -> None:
    """Set whether and for how much the client is billed. Only work for a client can be billed."""
    pricing = projects.pricing_of(expense.project_id) if expense.project_id else None
    expense.billable = billable and pricing is not None and expense.account_id is not None
    expense.billed = billed if expense.billable else 0
    expense.billed_currency = pricing.currency if pricing else ""


def _checked(changes: ExpenseChanges, place: Place) -> ExpenseChanges:
    """Return the fields within their limits, except the text, which can have any length in an imported file."""
    changes = replace(tidied(replace(changes, text="")), text=changes.text.strip())
    if changes.kind == PASSED_ON and (place.project is None or place.account is None):
        raise Invalid(_("A pass-through cost needs a client project. Choose one, or choose cost of delivery."), "kind")
    return changes
