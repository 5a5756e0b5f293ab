"""What keeps a project below its target margin: its price or cost per hour, the hours it takes, or both. Pure.

At a target margin m, an hour that costs c must be sold at c ÷ (1 − m). What was sold is the price ÷ the quoted hours.
If that is too low, no team on plan can reach the target: it is the price, or the cost where an hour was sold at what
the agency earns on average. If more hours are needed than quoted, it is the hours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from amity.projects.work_table.rules import is_over
from amity.shared.shares import WHOLE

HOUR: Final = 3600
LOW: Final = 9_900
"""Basis points of the needed price below which a price is too low, so that it isn't blamed for a rounding."""

Cause = Literal["", "price", "hours", "both"]


@dataclass(frozen=True, slots=True)
class AgencyRate:
    """The average billable rate of the agency in minor units, with its first and last month."""

    per_hour: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Over:
    """A line, or unquoted time (no title), with the seconds it takes beyond what was quoted."""

    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Price:
    """What an hour was sold at and what it must be sold at for the target, in minor units. `target` in basis points.

    `agency` is what the agency earns an hour, None where that is not known.
    """

    sold: int
    needed: int
    cost: int
    target: int
    agency: AgencyRate | None = None

    @property
    def is_costly(self) -> bool:
        """Return whether an hour was sold at what the agency earns or more, so that its cost is to blame."""
        return self.agency is not None and self.sold >= self.agency.per_hour

    @property
    def is_low(self) -> bool:
        """Return whether the price alone misses the target."""
        return self.sold * WHOLE < self.needed * LOW


def price(
    *, value: int, quoted_seconds: int, cost: int, costed_seconds: int, target: int, agency: AgencyRate | None = None
) -> Price | None:
    """Return the hourly price of a project against its target, or None where hours, cost or target don't allow it."""
    if quoted_seconds <= 0 or costed_seconds <= 0 or not 0 <= target < WHOLE:
        return None
    hourly = Decimal(cost) * HOUR / costed_seconds
    needed = hourly * WHOLE / (WHOLE - target)
    sold = Decimal(value) * HOUR / quoted_seconds
    return Price(round(sold), round(needed), round(hourly), target, agency)


def cause(*, quoted_seconds: int, over_seconds: int, priced: Price | None) -> Cause:
    """Return what keeps the project below its target. Without a known price, only the hours can be judged."""
    low, over = priced is not None and priced.is_low, is_over(quoted_seconds, over_seconds)
    if low and over:
        return "both"
    if low:
        return "price"
    return "hours" if over else ""


def largest(rows: Iterable[Over]) -> Sequence[Over]:
    """Return the rows that exceed their quote, largest first."""
    return sorted((row for row in rows if row.seconds > 0), key=lambda row: -row.seconds)
