"""REST operations for expenses. Callers see their own in full, and those of others as their right to money allows."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Body, Day, Id, Page, Shape, Version, amount_in, merged
from amity.expenses import commands, policy, queries
from amity.expenses.changes import ExpenseChanges
from amity.people.queries import person_of
from amity.shared.values import value_of

if TYPE_CHECKING:
    from amity.expenses.models import Expense
    from amity.people.models import Person

router = Router(tags=["Expenses"])
WRITE = "expenses:write"
BESIDE = {"project": "project_id", "account": "account_id", "line": "line_id"}
Kind = Literal["pass_through", "delivery"]


class ExpenseShape(Answered):
    """An expense. `cost` is the amount in the agency's currency, `billed` the amount charged to the client."""

    id: Id
    version: int
    person_id: Id
    spent_on: date
    kind: Kind
    supplier: str
    text: str
    account_id: Id | None
    project_id: Id | None
    line_id: Id | None
    billable: bool
    logged_at: datetime
    spent: Amount | None = None
    cost: Amount | None = None
    billed: Amount | None = None


class ExpensesAsked(Asked):
    """Filters for the list of expenses."""

    person_id: Id | None = None
    account_id: Id | None = None
    project_id: Id | None = None
    kind: Kind | None = None
    since: Day | None = Field(default=None, description="First date, included.")
    until: Day | None = Field(default=None, description="Last date, included.")


class NewExpense(Body, value=ExpenseChanges):
    """Request body: the expense to log, amounts in whole minor units, negative for a refund.

    `person_id` defaults to the caller.
    """

    person_id: Id | None = None


class ExpenseEdit(Body, value=ExpenseChanges, edits=True):
    """Request body: the fields of an expense to change. Omitted fields stay unchanged."""

    version: Version


class ExpenseRead(Shape):
    """Request body: the version last read."""

    version: Version


@reads(router, "/expenses", Page[ExpenseShape])
def list_expenses(request: HttpRequest, asked: Query[ExpensesAsked]) -> dict[str, Any]:
    """List the expenses the caller can see, in the order they were logged."""
    by = asker(request)
    person = person_of(by)
    rows = queries.expenses_seen_by(by).select_related(None)
    rows = narrowed(
        rows, asked, "person_id", "account_id", "project_id", "kind", since="spent_on__gte", until="spent_on__lte"
    )
    return page(rows, asked, lambda expense: _shown(expense, person))


@reads(router, "/expenses/{int:expense_id}", ExpenseShape)
def read_expense(request: HttpRequest, expense_id: Path[Id]) -> dict[str, Any]:
    """Return one expense."""
    by = asker(request)
    return _shown(queries.expense_seen_by(by, expense_id), person_of(by))


@writes(router, "POST", "/expenses", ExpenseShape, scope=WRITE, status=201, beside=BESIDE)
def log_expense(request: HttpRequest, body: NewExpense) -> dict[str, Any]:
    """Log an expense, converted at the exchange rate of its date. Returns 403 if its month is closed."""
    by = asker(request)
    logged = commands.log_expense(
        by=by, changes=body.as_value(ExpenseChanges), person_id=body.person_id, now=timezone.now()
    )
    return _shown(logged, person_of(by))


@writes(router, "PATCH", "/expenses/{int:expense_id}", ExpenseShape, scope=WRITE, beside=BESIDE)
def edit_expense(request: HttpRequest, expense_id: Path[Id], body: ExpenseEdit) -> dict[str, Any]:
    """Change an expense. A new project clears the line unless you send one."""
    by = asker(request)
    changes = merged(value_of(queries.expense_seen_by(by, expense_id), ExpenseChanges), body)
    given = body.model_fields_set
    if "project_id" in given:
        cleared: dict[str, Any] = {name: None for name in ("account_id", "line_id") if name not in given}
        changes = replace(changes, **cleared)
    edited = commands.edit_expense(
        by=by, expense_id=expense_id, version=body.version, changes=changes, now=timezone.now()
    )
    return _shown(edited, person_of(by))


@writes(router, "DELETE", "/expenses/{int:expense_id}", None, scope=WRITE, status=204)
def delete_expense(request: HttpRequest, expense_id: Path[Id], asked: Query[ExpenseRead]) -> None:
    """Delete an expense with its receipts. The audit log keeps its values."""
    commands.delete_expense(by=asker(request), expense_id=expense_id, version=asked.version, now=timezone.now())


def _shown(expense: "Expense", person: "Person") -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(expense, name) for name in PLAIN}
    if policy.sees_cost(person, expense):
        shown["spent"] = amount_in(expense.amount, expense.currency)
        shown["cost"] = amount_in(expense.cost, expense.cost_currency)
    if policy.sees_billed(person, expense):
        shown["billed"] = amount_in(expense.billed, expense.billed_currency)
    return shown


PLAIN = tuple(name for name, field in ExpenseShape.model_fields.items() if field.is_required())
