"""REST operations for expenses. Callers see their own in full, and those of others as their right to money allows."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Body, Code, Day, Id, Page, Shape, Version, amount, merged
from amity.expenses import changes, commands, policy, queries
from amity.people.queries import person_of
from amity.shared.money import Money

router = Router(tags=["Expenses"])
WRITE = "expenses:write"
BESIDE = {"project": "project_id", "account": "account_id", "line": "line_id"}
Kind = Literal["pass_through", "delivery"]
Minor = Annotated[int, Field(gt=-(10**14), lt=10**14, description="Whole minor units; negative for a refund.")]


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


class NewExpense(Body):
    """Request body: the expense to log. `person_id` defaults to the caller."""

    spent_on: Day
    amount: Minor
    currency: Code
    kind: Kind = "pass_through"
    supplier: Annotated[str, Field(max_length=200)] = ""
    text: Annotated[str, Field(max_length=2000)] = ""
    account_id: Id | None = None
    project_id: Id | None = None
    line_id: Id | None = None
    billable: bool = False
    billed: Minor | None = None
    person_id: Id | None = None


class ExpenseEdit(Body):
    """Request body: the fields of an expense to change. Omitted fields stay unchanged."""

    version: Version
    spent_on: Day | None = None
    amount: Minor | None = None
    currency: Code | None = None
    kind: Kind | None = None
    supplier: Annotated[str, Field(max_length=200)] | None = None
    text: Annotated[str, Field(max_length=2000)] | None = None
    account_id: Id | None = None
    project_id: Id | None = None
    line_id: Id | None = None
    billable: bool | None = None
    billed: Minor | None = None


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
    return page(rows, asked, lambda one: _shown(one, person))


@reads(router, "/expenses/{int:expense_id}", ExpenseShape)
def read_expense(request: HttpRequest, expense_id: Path[Id]) -> dict[str, Any]:
    """Return one expense."""
    by = asker(request)
    return _shown(queries.expense_seen_by(by, expense_id), person_of(by))


@writes(router, "POST", "/expenses", ExpenseShape, scope=WRITE, status=201, beside=BESIDE)
def log_expense(request: HttpRequest, body: NewExpense) -> dict[str, Any]:
    """Log an expense, converted at the exchange rate of its date. Returns 403 if its month is closed."""
    by = asker(request)
    wanted = changes.ExpenseChanges(**body.model_dump(exclude={"person_id"}))
    logged = commands.log_expense(by=by, changes=wanted, person_id=body.person_id, now=timezone.now())
    return _shown(logged, person_of(by))


@writes(router, "PATCH", "/expenses/{int:expense_id}", ExpenseShape, scope=WRITE, beside=BESIDE)
def edit_expense(request: HttpRequest, expense_id: Path[Id], body: ExpenseEdit) -> dict[str, Any]:
    """Change an expense. A new project clears the line unless you send one."""
    by = asker(request)
    stands = changes.fields_of(queries.expense_seen_by(by, expense_id))
    wanted, given = merged(stands, body), body.model_fields_set
    if "project_id" in given:
        gone: dict[str, Any] = {name: None for name in ("account_id", "line_id") if name not in given}
        wanted = replace(wanted, **gone)
    edited = commands.edit_expense(
        by=by, expense_id=expense_id, version=body.version, changes=wanted, now=timezone.now()
    )
    return _shown(edited, person_of(by))


@writes(router, "DELETE", "/expenses/{int:expense_id}", None, scope=WRITE, status=204)
def delete_expense(request: HttpRequest, expense_id: Path[Id], asked: Query[ExpenseRead]) -> None:
    """Delete an expense with its receipts. The audit log keeps its values."""
    commands.delete_expense(by=asker(request), expense_id=expense_id, version=asked.version, now=timezone.now())


def _shown(one: Any, person: Any) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(one, name) for name in PLAIN}
    if policy.sees_cost(person, one):
        told["spent"] = amount(Money(one.amount, one.currency))
        told["cost"] = _amount(one.cost, one.cost_currency)
    if policy.sees_billed(person, one):
        told["billed"] = _amount(one.billed, one.billed_currency)
    return told


PLAIN = tuple(name for name, field in ExpenseShape.model_fields.items() if field.is_required())


def _amount(minor: int | None, currency: str) -> dict[str, Any] | None:
    return amount(Money(minor, currency)) if minor is not None and currency else None
