"""Queries for expenses the actor can see."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from amity.expenses.models import Expense, ExpenseQuerySet, Receipt
from amity.expenses.rules import DELIVERY, PASSED_ON, RIGHTS
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.shared.rows.lookup import seen_or_missing

LAST: Final = 10
"""Expenses whose people are likely to have spent again."""


def expenses_seen_by(by: Actor) -> ExpenseQuerySet:
    """Return the expenses the actor can see, with the related objects a list shows."""
    seen = Expense.objects.visible_to(person_of(by))
    return seen.select_related("person", "account", "project", "line").annotate(receipt_count=Count("receipts"))


def expense_seen_by(by: Actor, expense_id: int, *, lock: bool = False) -> Expense:
    """Return one expense, or raise `NotSeen`. `lock` locks only its row until the transaction ends."""
    expenses = Expense.objects.visible_to(person_of(by))
    return seen_or_missing(expenses, expense_id, _("Expense not found. It may have been deleted."), lock=lock)


def expense_page(by: Actor, expense_id: int) -> Expense:
    """Return one expense with everything its page names, or raise `NotSeen`."""
    files: QuerySet[Receipt] = Receipt.objects.select_related("file").order_by("pk")
    return seen_or_missing(
        expenses_seen_by(by).prefetch_related(Prefetch("receipts", files)),
        expense_id,
        _("Expense not found. It may have been deleted."),
    )


def any_converted() -> bool:
    """Return whether any expense has a cost, because then the agency's currency can't change any more."""
    return Expense.objects.filter(cost__isnull=False).exists()


def last_of(by: Actor) -> Expense | None:
    """Return the actor's latest own expense."""
    return Expense.objects.filter(person_id=by.person_id).order_by("-pk").first()


def last_who_spent() -> QuerySet[Expense, Any]:
    """Return the ids of the people who spent last, for a condition."""
    return Expense.objects.order_by("-pk").values("person_id")[:LAST]


def people_seen_by(by: Actor) -> list[tuple[str, str]]:
    """Return ids and names of the people whose expenses the actor can see, by name."""
    seen = Expense.objects.visible_to(person_of(by)).order_by().values("person_id")
    rows = Person.objects.filter(pk__in=seen).order_by("name").values_list("pk", "name")
    return [(str(number), name) for number, name in rows]


def months_with_expenses(by: Actor) -> list[int]:
    """Return the months (YYYYMM) in which the actor can see an expense, newest first."""
    days = Expense.objects.visible_to(person_of(by)).order_by().dates("spent_on", "month", order="DESC")
    return [month_of(day) for day in days]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over many expenses, by currency. A sum is left out where the right doesn't cover it."""

    count: int
    passed_on: list[Money]
    delivery: list[Money]
    billed: list[Money]
    uncosted: int
    unbilled: int


def totals_of(expenses: "QuerySet[Expense, Any]", right: MoneyRight) -> Totals:
    """Return sums over the expenses as far as a money right allows, in one query."""
    rows: list[Any] = list(
        Expense.objects.filter(pk__in=expenses.order_by().values("pk"))
        .values("kind", "cost_currency", "billed_currency")
        .annotate(
            number=Count("pk"),
            costs=Sum("cost"),
            uncosted=Count("pk", filter=Q(cost=None)),
            bills=Sum("billed"),
            unbilled=Count("pk", filter=Q(billable=True, billed=None)),
        )
        .order_by()
    )

    def amounts(name: str, currency: str, kind: str = "") -> list[Money]:
        needs = RIGHTS[kind] if kind else MoneyRight.FEE
        sums: Counter[str] = Counter()
        for row in rows if right >= needs else []:
            if not kind or row["kind"] == kind:
                sums[row[currency]] += row[name] or 0
        return [Money(minor, code) for code, minor in sorted(sums.items()) if code and minor]

    return Totals(
        count=sum(row["number"] for row in rows),
        passed_on=amounts("costs", "cost_currency", PASSED_ON),
        delivery=amounts("costs", "cost_currency", DELIVERY),
        billed=amounts("bills", "billed_currency"),
        uncosted=sum(row["uncosted"] for row in rows),
        unbilled=sum(row["unbilled"] for row in rows),
    )


def waiting_for_a_rate() -> int:
    """Return the number of expenses without a cost, because no exchange rate was in force on their date."""
    return Expense.objects.filter(cost=None).count()
