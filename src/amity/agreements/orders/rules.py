"""Pure rules of change orders: changes to lines, and their effect on price and hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from amity.shared.money import quotient
from amity.shared.values import Hours, Minor, Whole

ADDED: Final = "added"
CHANGED: Final = "changed"
REMOVED: Final = "removed"
ACTS: Final = (ADDED, CHANGED, REMOVED)
PREFIX: Final = "CO-"
"""Of the numbers of change orders."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line before and after, in minor units and seconds. None means unknown."""

    act: str
    price_before: int | None
    price_after: int | None
    seconds_before: int | None
    seconds_after: int | None


@dataclass(frozen=True, slots=True)
class Monthly:
    """A month of a retainer: its fee in minor units, and the time (in seconds) or the units that it includes.

    None in an order means unchanged, and in what is agreed that it includes nothing of the kind.
    """

    fee: Annotated[int | None, Minor()] = None
    included_seconds: Annotated[int | None, Hours()] = None
    included_units: Annotated[int | None, Whole()] = None


UNCHANGED: Final = Monthly()


@dataclass(frozen=True, slots=True)
class Effect:
    """The total effect of an order. `unpriced` lines lack a price on one side and are in no sum."""

    price: int
    seconds: int
    unpriced: int


def effect(changes: Iterable[Change]) -> Effect:
    """Return the sum of the lines' changes, after minus before, where both are known.

    An added or removed line has 0 on one side.
    """
    price = seconds = unpriced = 0
    for one in changes:
        before = 0 if one.act == ADDED else one.price_before
        after = 0 if one.act == REMOVED else one.price_after
        if before is None or after is None:
            unpriced += 1
        else:
            price += after - before
        was = 0 if one.act == ADDED else one.seconds_before or 0
        will = 0 if one.act == REMOVED else one.seconds_after or 0
        seconds += will - was
    return Effect(price, seconds, unpriced)


def month_worth(before: Monthly, new: Monthly) -> int | None:
    """Return by how much an order changes a month, in minor units without a sign: the larger of fee and included work.

    Included work is worth its share of the fee before. None where that isn't known.
    """
    worth = 0 if new.fee is None else abs(new.fee - (before.fee or 0))
    for was, will in (
        (before.included_seconds, new.included_seconds),
        (before.included_units, new.included_units),
    ):
        if will is None or will == was:
            continue
        if not was or before.fee is None:
            return None
        worth = max(worth, quotient(before.fee * abs(will - was), was))
    return worth


def next_number(taken: Iterable[str], prefix: str = "") -> str:
    """Return the number after the highest of those taken: CO-4 after CO-3, 5 after 4."""
    ends = (number.removeprefix(prefix) for number in taken if number.startswith(prefix))
    return (
        f"{prefix}{max((int(end) for end in ends if end.isascii() and end.isdigit() and len(end) < 9), default=0) + 1}"
    )
