"""Labels of kinds of expenses, and sentences on an expense's effect on the margin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.expenses import policy
from amity.expenses.models import Expense
from amity.expenses.rules import DELIVERY, PASSED_ON
from amity.people.models import Person
from amity.shared.money import Money
from amity.ui import formats

KINDS: Final[Mapping[str, Promise]] = {
    PASSED_ON: lazy("pass-through: comes off revenue"),
    DELIVERY: lazy("cost of delivery: comes off our margin"),
}
"""Kinds with their effect, for a form."""

SHORT: Final[Mapping[str, Promise]] = {PASSED_ON: lazy("pass-through"), DELIVERY: lazy("delivery")}
"""Short labels of the kinds, for a table cell."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect of an expense: label, amount (None: unknown; "": hidden), and reason."""

    label: str
    shown: str | None
    why: str


def effects(person: Person, expense: Expense) -> Sequence[Effect]:
    """Return an expense's effects on the money, as far as this person can see them."""
    found = []
    if policy.sees_cost(person, expense):
        found += [_cost(expense)]
    if expense.billable and policy.sees_billed(person, expense):
        found += [_billed(expense)]
        if policy.sees_cost(person, expense) and (mark_up := _mark_up(expense)):
            found += [mark_up]
    return found


def does(expense: Expense) -> str:
    """Return a sentence on how an expense is counted."""
    if expense.kind == PASSED_ON:
        return _("Pass-through: comes off revenue, before net fees.")
    if expense.account_id is None:
        return _("Internal: not part of any client’s margin.")
    if expense.project_id is None:
        return _("Account service: comes off the account margin.")
    return _("Cost of delivery: comes off delivery profit, as labour does.")


def _cost(expense: Expense) -> Effect:
    if expense.cost is None:
        why = _("No exchange rate for %(currency)s was in force on that day.") % {"currency": expense.currency}
        return Effect(_("Cost"), None, why)
    spent = formats.money(Money(expense.amount, expense.currency), cents=True)
    same = expense.currency == expense.cost_currency
    why = _("as on the receipt") if same else _("%(spent)s at the rate of that day") % {"spent": spent}
    return Effect(_("Cost"), formats.money(Money(expense.cost, expense.cost_currency), cents=True), why)


def _billed(expense: Expense) -> Effect:
    if expense.billed is None:
        return Effect(_("Billed"), None, _("The billed amount is unknown, so revenue is shown as “at least”."))
    shown = formats.money(Money(expense.billed, expense.billed_currency), cents=True)
    return Effect(_("Billed"), shown, _("revenue of that month, on top of the fee"))


def _mark_up(expense: Expense) -> Effect | None:
    """Return the billed amount above the cost, where both are in the same currency."""
    if not expense.billed or expense.amount <= 0 or expense.currency != expense.billed_currency:
        return None
    if expense.billed == expense.amount:
        return None
    share = round(Fraction(expense.billed - expense.amount, expense.amount) * 10_000)
    return Effect(_("Mark-up"), formats.percent(share), _("billed above what it cost"))
