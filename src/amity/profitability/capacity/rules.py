"""The team's capacity in a month ahead against signed work: time at its target, and what that would earn.

Source: Parakeeto glossary (utilisation, average billable rate); the project's jobs, J6, "against capacity".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from amity.profitability.figures.rules import basis_points, for_time
from amity.shared.money import part_of
from amity.shared.shares import WHOLE

State = Literal["over", "thin", "enough", "unknown"]


@dataclass(frozen=True, slots=True)
class Room:
    """One month ahead. Amounts are minor units of the agency's currency, times are seconds. None: hidden or not known.

    `signed` are amounts by kind, `hours` seconds by kind. `can` is the time the team can deliver at its target, `earns`
    is its value at the average billable rate. `unsigned` and `unsigned_time` are work that runs under an agreement no
    one has signed yet, not included in `signed`. `weighted` are opportunities by probability, beside
    both.
    """

    month: int
    signed: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[str, int] = field(default_factory=dict)
    can: int = 0
    earns: int | None = None
    unsigned: int = 0
    unsigned_time: int = 0
    weighted: int = 0

    @property
    def sold(self) -> int:
        """Signed net fees, including those that continue unless ended."""
        return sum(self.signed.values())

    @property
    def time(self) -> int:
        """Seconds signed."""
        return sum(self.hours.values())

    @property
    def free(self) -> int:
        """Seconds of capacity that aren't sold, below 0 if more was sold than the capacity."""
        return self.can - self.time

    @property
    def free_money(self) -> int | None:
        """Return the value of free time: the value of capacity less signed work."""
        return None if self.earns is None else self.earns - self.sold

    @property
    def share(self) -> int | None:
        """Return signed net fees ÷ the value of capacity, in basis points."""
        return basis_points(self.sold, self.earns) if self.earns else None

    @property
    def time_share(self) -> int | None:
        """Return signed time ÷ capacity, in basis points."""
        return basis_points(self.time, self.can) if self.can else None


def at_target(capacity: int, target: int) -> int:
    """Return the seconds of capacity for delivery at a target utilisation in basis points."""
    return part_of(capacity, Fraction(target, WHOLE))


def earning(seconds: int, rate: int | None) -> int | None:
    """Return the value of time at an average billable rate in minor units an hour, or None without time or rate."""
    return None if not seconds or rate is None or rate <= 0 else for_time(seconds, rate)


def state(share: int | None, thin: int) -> State:
    """Return a month's state by its share signed: more than capacity, less than `thin` basis points, or enough."""
    if share is None:
        return "unknown"
    return "over" if share > WHOLE else "thin" if share < thin else "enough"


def thin_from(shares: Sequence[tuple[int, int | None]], thin: int) -> int | None:
    """Return the first month from which every month has less than `thin` signed, or None if the last has enough."""
    found = None
    for month, share in reversed(shares):
        if state(share, thin) != "thin":
            break
        found = month
    return found
