"""The points of a month end, and the payroll that wasn't absorbed by cost in the projects.

Source: the project's domain notes, "Cost level": payroll less absorbed cost is finance's variance line by month, and
never in any margin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from amity.profitability.figures.rules import basis_points
from amity.shared.shares import WHOLE

State = Literal["done", "todo", "left", "hard"]

TIME: Final = "time"
UNPRICED: Final = "unpriced"
PAYROLL: Final = "payroll"
VARIANCE: Final = "variance"
RATES: Final = "rates"
EXPENSES: Final = "expenses"
APPROVAL: Final = "approval"
BEFORE: Final = "before"
OVER: Final = "over"
FIGURES: Final = "figures"
OVERAGE: Final = "overage"
LIKELY: Final = (-5_000, 9_500)
"""Basis points between which a month's margin of an account is believed. Beyond, time, fee or cost is likely wrong."""
MUCH: Final = 1_000
"""Basis points of expected time that are much to miss, although the completeness the agency wants is reached."""
CONFIRMED: Final = frozenset({FIGURES})
"""Points that ask a question. Finance answers it by confirming, and can add a reason."""
NOT_TO_BE_LEFT: Final = frozenset({OVER})
"""Points that finance can't accept: a month that hasn't ended. Missing exchange rates are hard by themselves."""


def state(key: str, measure: int, left: int | None, *, hard: bool = False) -> State:
    """Return the state of a point: nothing to do, to do, or accepted and not grown since.

    `measure` is what is wrong (seconds, minor units, a count), `left` how much of it was accepted.
    """
    if not measure:
        return "done"
    if hard or key in NOT_TO_BE_LEFT:
        return "hard"
    return "left" if left is not None and abs(measure) <= abs(left) else "todo"


def is_unlikely(margin: int | None) -> bool:
    """Return whether a margin in basis points is so low or high that finance should look at it before it is frozen."""
    return margin is not None and not LIKELY[0] <= margin <= LIKELY[1]


def misses_much(missing: int, expected: int) -> bool:
    """Return whether so much of the expected time is missing that the month's figures may change."""
    return missing * WHOLE > expected * MUCH


def may_close(states: Iterable[State]) -> bool:
    """Return whether nothing blocks closing: each point is done or accepted with a reason."""
    return all(one in ("done", "left") for one in states)


@dataclass(frozen=True, slots=True)
class Share:
    """Time and its cost in minor units."""

    seconds: int = 0
    cost: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.seconds + other.seconds, self.cost + other.cost)


@dataclass(frozen=True, slots=True)
class Absorbed:
    """The cost of a month's time by work: client projects, account service, and internal.

    `unapproved` are the seconds that no one has approved.
    """

    delivery: Share = Share()
    care: Share = Share()
    inside: Share = Share()
    uncosted_seconds: int = 0
    unapproved: int = 0

    @property
    def cost(self) -> int:
        """The cost of all three, in minor units."""
        return self.delivery.cost + self.care.cost + self.inside.cost


@dataclass(frozen=True, slots=True)
class Variance:
    """Payroll less absorbed cost, in minor units, above 0 if people cost more than their time absorbed."""

    payroll: int
    absorbed: int

    @property
    def amount(self) -> int:
        """The difference between payroll and absorbed cost, in minor units."""
        return self.payroll - self.absorbed

    @property
    def share(self) -> int:
        """The difference ÷ payroll in basis points, 0 without any payroll."""
        return basis_points(self.amount, self.payroll) if self.payroll else 0

    def within(self, tolerance: int) -> bool:
        """Return whether the difference is usual: at most `tolerance` basis points either way."""
        return abs(self.share) <= tolerance and self.payroll > 0


def whole_share(part: int, whole: int) -> int:
    """Return a part of a whole in basis points, 100% if the whole is 0."""
    return basis_points(part, whole) if whole else WHOLE
