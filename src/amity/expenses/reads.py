"""Sums of expenses for calculations of money. The caller checks who can see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth

from amity.expenses.models import Expense
from amity.shared.dates.periods import last_day, month_of


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
    wanted = Q()
    if project_ids is not None:
        wanted = Q(project_id__in=list(project_ids)) | Q(project=None, account_id__in=list(service_of))
    rows = (
        Expense.objects.filter(wanted, spent_on__lte=last_day(through))
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
    return [ExpenseSum(account, project, line, _month(day), *rest) for account, project, line, day, *rest in rows]


def _month(day: date) -> int:
    return month_of(day)
