"""The list of expenses."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.expenses import policy, queries, wording
from amity.expenses.filters import ExpenseFilters
from amity.expenses.models import Expense, ExpenseQuerySet
from amity.expenses.rules import DELIVERY, PASSED_ON
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


def _amount(row: Expense) -> Money | None:
    return Money(row.amount, row.currency) if row.cost_is_seen else None  # type: ignore[attr-defined]


def _cost(row: Expense) -> Money | None:
    known = row.cost is not None and row.cost_currency
    return Money(row.cost or 0, row.cost_currency) if known and row.cost_is_seen else None  # type: ignore[attr-defined]


def _billed(row: Expense) -> Money | None:
    known = row.billable and row.billed is not None
    return Money(row.billed or 0, row.billed_currency) if known and row.billed_is_seen else None  # type: ignore[attr-defined]


def _project(row: Expense) -> str:
    """Return the project and its line, if there is one."""
    return " · ".join(str(part) for part in (row.project and row.project.name, row.line) if part)


class ExpenseList(ScopedList):
    """The list of expenses the person can see, newest first. Visibility of amounts is decided by row."""

    key = "expenses"
    title = gettext_lazy("Expenses")
    template = fragment = "expenses/expenses.html"
    order = Order("spent_on", descending=True)
    filters = ExpenseFilters
    states = ()
    open_label = gettext_lazy("All, newest first")
    tabs = (
        Tab(key="receipt", label=gettext_lazy("No receipt"), passes=lambda today: Q(receipts=None)),
        Tab(key="rate", label=gettext_lazy("No exchange rate"), passes=lambda today: Q(cost=None)),
        Tab(
            key="billed",
            label=gettext_lazy("Amount billed not known"),
            passes=lambda today: Q(billable=True, billed=None),
        ),
    )
    empty = (
        gettext_lazy("No expenses yet"),
        gettext_lazy("Costs for clients or their work appear here, with their receipts."),
    )
    columns = (
        Column(
            key="spent_on", label=label_of(Expense, "spent_on"), kind="day", sort="spent_on",
            link=lambda row: reverse("expenses:expense", args=[row.pk]),
        ),
        Column(
            key="supplier", label=label_of(Expense, "supplier"), sort="supplier",
            template="expenses/cells/supplier.html",
        ),
        Column(
            key="amount", label=label_of(Expense, "amount"), kind="money", value=_amount, sort=f"{CALCULATED}amount",
            template="expenses/cells/amount.html",
        ),
        Column(
            key="account", label=label_of(Expense, "account"), aside=True,
            value=lambda row: row.account and row.account.name,
        ),
        Column(
            key="project", label=label_of(Expense, "project"), value=_project, wide=True,
            template="expenses/cells/project.html",
        ),
        Column(
            key="text", label=label_of(Expense, "text"), value=lambda row: row.text, aside=True,
            template="expenses/cells/text.html",
        ),
        Column(
            key="person", label=label_of(Expense, "person"), sort="person__name", value=lambda row: row.person.name,
            template="expenses/cells/person.html", wide=True,
        ),
        Column(
            key="kind", label=label_of(Expense, "kind"), template="expenses/cells/kind.html",
            value=lambda row: str(wording.SHORT[row.kind]), wide=True,
        ),
        Column(
            key="receipts", label=gettext_lazy("Receipts"), kind="number", sort="receipt_count",
            template="expenses/cells/receipts.html",
            value=lambda row: row.receipt_count,
        ),
        Column(
            key="cost", label=label_of(Expense, "cost"), kind="money", value=_cost, template="expenses/cells/cost.html",
            sort=f"{CALCULATED}cost",
        ),
        Column(
            key="billed", label=gettext_lazy("Billed"), kind="money", value=_billed, sort=f"{CALCULATED}billed",
            template="expenses/cells/billed.html",
        ),
    )  # fmt: skip

    def rows(self, actor: Actor) -> ExpenseQuerySet:
        """Return the expenses the actor can see."""
        return queries.expenses_seen_by(actor)

    def calculated(self, name: str, rows: QuerySet[Expense, Any]) -> Mapping[int, Any]:
        """Return amounts in the agency's currency, by expense, as far as the reader sees them.

        Amounts in other currencies are ordered by their cost, since amounts of two currencies don't compare.
        """
        person = person_of(self._actor)
        column = "billed" if name == "billed" else "cost"
        sees = policy.sees_billed if name == "billed" else policy.sees_cost
        return {row.pk: getattr(row, column) if sees(person, row) else None for row in rows}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Mark each row with whether the reader can see its amounts."""
        person = person_of(self._actor)
        for row in rows:
            row.cost_is_seen = policy.sees_cost(person, row)
            row.billed_is_seen = policy.sees_billed(person, row)

    def extra(self) -> dict[str, Any]:
        """Return the totals, and the number of expenses without an exchange rate."""
        may_convert = policy.may_convert(person_of(self._actor))
        return {
            "totals": self.totals,
            "sums": [found for found in self._sums() if found[1]],
            "uncosted_url": self._url(after=None, missing="cost"),
            "unbilled_url": self._url(after=None, missing="billed"),
            "waiting": queries.waiting_for_a_rate() if may_convert else None,
            "first_steps": [(gettext_lazy("Add the first expense"), reverse("expenses:new_expense"))],
        }

    def _sums(self) -> list[tuple[str, list[Money], str]]:
        """Return the sums, each with the list of its expenses."""
        return [
            (_("pass-through"), self.totals.passed_on, self._url(after=None, kind=PASSED_ON)),
            (_("cost of delivery"), self.totals.delivery, self._url(after=None, kind=DELIVERY)),
            (_("billed"), self.totals.billed, self._url(after=None, billable="yes")),
        ]

    @cached_property
    def totals(self) -> "queries.Totals":
        """Sums over the filtered expenses, as far as the person's right allows."""
        return queries.totals_of(self.found, self.money_right())
