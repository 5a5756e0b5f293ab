"""Sums of expenses for calculations of money. The caller checks who can see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, DateField, F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth

from amity.expenses.models import Expense
from amity.shared.dates.periods import last_day, month_of
from amity.shared.rows.prepared import Given, Prepared, few, few_ids, many

EVERYTHING: Final = Q()


@dataclass(frozen=True, slots=True)
class ExpenseSum:
    """Expenses of one project (or of an account alone), line, kind and month. An id of 0 means none.

    `cost` is in `cost_currency`, `billed` in `billed_currency`. `uncosted` is the number without a cost, `unbilled` the
    number of billable ones without a billed amount.
    """

    account_id: int
    project_id: int
    line_id: int
    month: int
    kind: str
    cost_currency: str
    billed_currency: str
    count: int
    cost: int
    uncosted: int
    billed: int
    unbilled: int


def expense_months(
    project_ids: Iterable[int] | None, *, service_of: Iterable[int] = (), through: int
) -> list[ExpenseSum]:
    """Return sums of projects by line, kind and month, and of accounts alone, in one query.

    A `project_ids` of None means all expenses.
    """
    rows = _rows(None if project_ids is None else list(project_ids), list(service_of), last_day(through))
    return [ExpenseSum(account, project, line, _month(day), *rest) for account, project, line, day, *rest in rows]


def _rows(projects: list[int] | None, accounts: list[int], until: date) -> Any:
    if projects is None:
        return ALL.rows({"until": until})
    if (of := few_ids("project_id", projects)) and (service := few_ids("account_id", accounts)):
        return OF_FEW.rows({"until": until, **of, **service})
    if not accounts:
        return OF_MANY.rows({"until": until, "project_id": projects})
    return _sums(until, Q(project_id__in=projects) | Q(project=None, account_id__in=accounts))


def _sums(until: date | Given, wanted: Q = EVERYTHING) -> Any:
    return (
        Expense.objects.filter(wanted, spent_on__lte=until)
        .annotate(month=TruncMonth("spent_on"))
        .values_list(
            Coalesce(F("account_id"), 0),
            Coalesce(F("project_id"), 0),
            Coalesce(F("line_id"), 0),
            "month",
            "kind",
            "cost_currency",
            "billed_currency",
        )
        .annotate(
            number=Count("pk"),
            costs=Coalesce(Sum("cost"), 0),
            uncosted=Count("pk", filter=Q(cost=None)),
            bills=Coalesce(Sum("billed"), 0),
            unbilled=Count("pk", filter=Q(billable=True, billed=None)),
        )
        .order_by("month", "project_id", "account_id", "line_id", "kind", "cost_currency", "billed_currency")
    )


ALL: Final = Prepared(lambda: _sums(Given("until", DateField())))
OF_FEW: Final = Prepared(
    lambda: _sums(
        Given("until", DateField()),
        few("project_id") | (Q(project=None) & few("account_id")),
    )
)
OF_MANY: Final = Prepared(lambda: _sums(Given("until", DateField()), many("project_id")))


def _month(day: date) -> int:
    return month_of(day)
