"""The monthly sums of time with their two currencies: totals by month and by currency.

For the measures themselves, which add up time entries, see `timesheets/rules.py`.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from amity.shared.caches.identity import EqualToItself
from amity.shared.money import CurrencyMismatch
from amity.timesheets.rules import NOTHING, Measures


class Sums(NamedTuple):
    """Measures with the currencies of their amounts, '' if there are none. Adding refuses to mix two currencies."""

    measures: Measures = NOTHING
    cost_currency: str = ""
    value_currency: str = ""

    def __add__(self, other: "Sums") -> "Sums":  # type: ignore[override]  # adds amounts, doesn't join tuples
        return Sums(
            self.measures + other.measures,
            one_currency(self.cost_currency, other.cost_currency),
            one_currency(self.value_currency, other.value_currency),
        )


class MonthRow(NamedTuple):
    """A row of monthly sums from the queries: its month (YYYYMM) and its sums."""

    month: int
    sums: Sums


class Worked(EqualToItself, tuple[MonthRow, ...]):
    """The monthly rows of one project, oldest first. Equal to itself alone, so results can be cached by it."""

    @cached_property
    def seconds(self) -> int:
        """Return all time on the project."""
        return sum(row.sums.measures.seconds for row in self)


def one_currency(left: str, right: str) -> str:
    """Return the currency two sums share, where '' is none. Raise `CurrencyMismatch` for two different ones."""
    if left and right and left != right:
        raise CurrencyMismatch(f"{left} and {right}")
    return left or right


def total(measures: Iterable[Measures]) -> Measures:
    """Return the sum of measures, `NOTHING` if there are none."""
    added = [one for one in measures if one is not NOTHING]
    if len(added) < 2:
        return added[0] if added else NOTHING
    return Measures(*map(sum, zip(*added, strict=True)))


def by_value_currency(rows: Iterable[MonthRow]) -> dict[str, dict[int, Measures]]:
    """Return measures by value currency and month. Time and cost without a price are under ''.

    Use this to total rows in several currencies: each value currency separately, converted month by month later.
    """
    found: dict[str, dict[int, Measures]] = {}
    for month, sums in rows:
        _add(found.setdefault(sums.value_currency, {}), month, sums.measures)
    return found


def by_month(rows: Iterable[MonthRow]) -> dict[int, Measures]:
    """Return measures by month over all value currencies. Valid for time and cost, never for value."""
    months: dict[int, Measures] = {}
    for month, sums in rows:
        _add(months, month, sums.measures)
    return months


def _add(months: dict[int, Measures], month: int, measures: Measures) -> None:
    before = months.get(month)
    months[month] = measures if before is None else before + measures


def through(months: Mapping[int, Measures], month: int) -> Measures:
    """Return the sum of all months up to and including `month` (YYYYMM)."""
    return total(measures for when, measures in months.items() if when <= month)
