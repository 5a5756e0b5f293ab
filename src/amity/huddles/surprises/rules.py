"""Pure rules of the surprise rate: issues first raised by the client, of all issues raised in a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS: Final = 90
QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Raised:
    """When an issue was raised, and whether the client raised it first."""

    on: date
    by_client: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How many issues the client raised first, of how many."""

    by_client: int
    total: int

    @property
    def share(self) -> int | None:
        """Return the surprise rate in basis points, None without any issue: it is unknown then, and not 0."""
        return self.by_client * 10_000 // self.total if self.total else None


def rate(issues: Iterable[Raised], first: date, last: date) -> Rate:
    """Return the surprise rate of the issues raised between two days, both included."""
    within = [one for one in issues if first <= one.on <= last]
    return Rate(sum(one.by_client for one in within), len(within))


def since(today: date) -> date:
    """Return the first of the ninety days that end today."""
    return today - timedelta(days=DAYS - 1)


def quarters(today: date, count: int = QUARTERS) -> list[tuple[date, date]]:
    """Return the first and last day of the latest quarters, the running one last."""
    found, first = [], date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = today
    for _number in range(count):
        found.append((first, last))
        last = first - timedelta(days=1)
        first = date(last.year, (last.month - 1) // 3 * 3 + 1, 1)
    return found[::-1]


def by_quarter(issues: Sequence[Raised], today: date) -> list[tuple[date, Rate]]:
    """Return the surprise rate of each of the latest quarters, by its first day."""
    return [(first, rate(issues, first, last)) for first, last in quarters(today)]
