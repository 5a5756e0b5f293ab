"""Expenses: pass-through costs and other delivery costs, each with the number of unknown ones.

Source: the project's domain notes, "AGI" and "Delivery expenses". An expense has no cost if no exchange rate was in
force on its day. As with time, up to 5% of the expenses without a cost lead to a bound. With more, nothing based on
them is computable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from amity.profitability.completion.rules import above_limit
from amity.profitability.figures.rules import Input


@dataclass(frozen=True, slots=True)
class Spending:
    """Expenses of one kind: their number, their cost in the agency's currency, and how many have no cost."""

    count: int = 0
    cost: int = 0
    uncosted: int = 0

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(self.count + other.count, self.cost + other.cost, self.uncosted + other.uncosted)

    @property
    def too_much_unknown(self) -> bool:
        """Return whether too many expenses have no cost to calculate figures based on them."""
        return above_limit(self.uncosted, self.count)


NO_SPENDING = Spending()


@dataclass(frozen=True, slots=True)
class Spent:
    """Expenses by kind: `passed_on` reduces net fees, `delivery` adds to labour cost."""

    passed_on: Spending = NO_SPENDING
    delivery: Spending = NO_SPENDING

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.passed_on + other.passed_on, self.delivery + other.delivery)

    @property
    def count(self) -> int:
        """The sum of all expenses."""
        return self.passed_on.count + self.delivery.count


NOTHING_SPENT = Spent()


def all_spent(parts: Iterable[Spent]) -> Spent:
    """Return the sum of expenses, or `NOTHING_SPENT` if there are none."""
    return reduce(add, (one for one in parts if one is not NOTHING_SPENT), NOTHING_SPENT)


def counted(spending: Spending, label: str) -> tuple[Input, ...]:
    """Return inputs for the number of expenses in a sum and the number without a cost, none if there are no
    expenses.
    """
    if not spending.count:
        return ()
    found = (Input(label, spending.count, "count", "expenses"),)
    if not spending.uncosted:
        return found
    return (*found, Input(f"{label}_without_cost", spending.uncosted, "count", "expenses"))
