"""Which months a figure is compared with, and what moved it between the two. Pure."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from amity.profitability.period.rules import YEAR, Period, period
from amity.shared.dates.periods import months_back, previous_month

Parts = Mapping[Hashable, tuple[str, int | None]]
"""The name and the value of each part of a figure, None where it isn't known."""


class Compared(NamedTuple):
    """The months of a figure, and those before that they are compared with."""

    now: Period
    before: Period


class Movement(NamedTuple):
    """The change of a figure, and the part that moved most in its direction, "" where there is only one."""

    change: int
    name: str = ""
    part: int = 0


def compared(shown: Period, recorded_from: int) -> Compared | None:
    """Return the months to compare, None if nothing is recorded before them or no month has ended.

    Up to a year is compared with the same months a year before. Where these aren't recorded or the last month is
    still open, the last whole month is compared with the one before.
    """
    count = len(shown.months)
    if 1 < count <= YEAR and not shown.open and months_back(shown.first, YEAR) >= recorded_from:
        before = period(months_back(shown.first, YEAR), months_back(shown.last, YEAR), shown.as_of)
        return Compared(shown, before)
    now = previous_month(shown.last) if shown.open else shown.last
    before_it = previous_month(now)
    if now < shown.first or before_it < recorded_from:
        return None
    return Compared(period(now, now, shown.as_of), period(before_it, before_it, shown.as_of))


def movement(now: Parts, before: Parts) -> Movement | None:
    """Return what moved a figure. A part that isn't known in both is left out; None if none is left."""
    unknown = {key for parts in (now, before) for key, (_name, value) in parts.items() if value is None}
    keys = [key for key in {**now, **before} if key not in unknown]
    if not keys:
        return None
    changes = {key: _value(now, key) - _value(before, key) for key in keys}
    change = sum(changes.values())
    most = max(keys, key=lambda key: changes[key] if change > 0 else -changes[key])
    if len(keys) == 1 or not change:
        return Movement(change)
    return Movement(change, (now.get(most) or before[most])[0], changes[most])


def _value(parts: Parts, key: Hashable) -> int:
    return (parts[key][1] or 0) if key in parts else 0
