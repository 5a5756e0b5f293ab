"""Opportunities weighted by their probability, beside signed work. The part that owns them registers `sources`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Weighted:
    """Weighted amounts in minor units of the agency's currency, by the month they are expected to start.

    `undated` have no month within the outlook, `unconverted` are currencies without an exchange rate.
    """

    months: Mapping[int, int] = field(default_factory=dict)
    undated: int = 0
    unconverted: frozenset[str] = frozenset()

    def __add__(self, other: "Weighted") -> "Weighted":
        months = {key: self.months.get(key, 0) + other.months.get(key, 0) for key in {*self.months, *other.months}}
        return Weighted(months, self.undated + other.undated, self.unconverted | other.unconverted)

    @property
    def whole(self) -> int:
        """Return the sum of all months, without what has none."""
        return sum(self.months.values())


sources: Final[list[Callable[[Actor, date, list[int]], Weighted]]] = []
"""Return what an actor sees of opportunities as of a date, for some months ahead."""


def weighted_ahead(by: Actor, today: date, months: list[int]) -> Weighted:
    """Return the weighted opportunities that an actor sees."""
    return sum((source(by, today, months) for source in sources), Weighted())
