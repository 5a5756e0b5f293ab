"""Pure rules of the push budget: how many unprompted messages a contact's roles allow, and how many are left.

Replies, the work in hand, meetings and what they asked for are no pushes (domain.md, "Conversation clocks").
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.accounts.rules import DAY_TO_DAY, DECIDES, SPONSOR

WEEK: Final = 7
MONTH: Final = 30
BUDGETS: Final[Mapping[str, tuple[str, int]]] = {
    DAY_TO_DAY: ("push.day_to_day", WEEK),
    DECIDES: ("push.decision_maker", WEEK),
    SPONSOR: ("push.sponsor", MONTH),
}
"""The limit that has the number, and the days it is for, by role. Other roles have that of the day-to-day contact."""


@dataclass(frozen=True, slots=True)
class Budget:
    """So many pushes within so many days, today included."""

    most: int
    days: int

    def begins(self, today: date) -> date:
        """Return the first day that counts. The days move on with today, so that no Monday frees everything at once."""
        return today - timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a budget. `next_on` is the day on which one more is free, None while there is some left."""

    budget: Budget
    used: int
    next_on: date | None = None

    @property
    def left(self) -> int:
        """Return how many pushes are left, never below 0."""
        return max(self.budget.most - self.used, 0)


def budget_of(roles: Iterable[str], limits: Mapping[str, int]) -> Budget:
    """Return the smallest budget of a contact's roles, by what it allows a day. `limits` has the number of each."""
    own = [BUDGETS[role] for role in roles if role in BUDGETS] or [BUDGETS[DAY_TO_DAY]]
    found = [Budget(limits[name], days) for name, days in own]
    return min(found, key=lambda budget: (budget.most / budget.days, budget.most))


def left_of(budget: Budget, pushed: Collection[date], today: date) -> Left:
    """Return what is left after the pushes of these days. Earlier and planned ones don't count."""
    counted = sorted(day for day in pushed if budget.begins(today) <= day <= today)
    if len(counted) < budget.most or not budget.most:
        return Left(budget, len(counted))
    last_to_leave = counted[len(counted) - budget.most]
    return Left(budget, len(counted), last_to_leave + timedelta(days=budget.days))
