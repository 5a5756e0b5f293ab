"""Pure rules of huddles: their week, the minutes of an agenda, and the values that people enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from amity.shared.values import Text

MINUTES: Final = 15
MOST: Final = 8
"""Points of an agenda. What is less at stake can wait for the next week."""
ADDED: Final = "added"
"""The kind of a point that someone added by hand."""
HEAR: Final = "hear"
"""The kind of a roadblock that the client hasn't heard of."""
LONGEST_KIND: Final = 40


@dataclass(frozen=True, slots=True)
class PairFields:
    """The two people of a huddle: an account manager and a project manager."""

    manager_id: int
    partner_id: int


@dataclass(frozen=True, slots=True)
class PointFields:
    """A point that someone adds to an agenda by hand."""

    title: Annotated[str, Text(300, needed=True)]
    detail: Annotated[str, Text(500, lines=True)] = ""


@dataclass(frozen=True, slots=True)
class TakenFields:
    """Who takes a point, and by when. Where either is left out, the agenda's proposal applies."""

    owner_id: int | None = None
    due_on: date | None = None
    what: Annotated[str, Text(300)] = ""


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def at_stake(client: int, agency: int) -> int:
    """Return how much is at stake by the effects on both sides, as Today ranks it: the larger counts twice."""
    return 8 * max(client, agency) + 4 * min(client, agency)


def minutes(stakes: Sequence[int]) -> list[int]:
    """Share fifteen minutes out by what is at stake, by largest remainder, each point at least one.

    The most at stake come first. With as many points as minutes, or more, each has one.
    """
    if len(stakes) >= MINUTES or not all(stakes):
        return [1] * len(stakes)
    many = _shared(stakes, len(stakes))
    return [*many, *[1] * (len(stakes) - len(many))]


def _shared(stakes: Sequence[int], first: int) -> list[int]:
    """Share out what is left when all points after the `first` have a minute each, for each at least one."""
    if not first:
        return []
    free, whole = MINUTES - (len(stakes) - first), sum(stakes[:first])
    shares = [divmod(free * one, whole) for one in stakes[:first]]
    if shares[-1][0] < 1:
        return _shared(stakes, first - 1)
    left = free - sum(share for share, _rest in shares)
    largest = sorted(range(first), key=lambda place: (-shares[place][1], place))[:left]
    return [share + (place in largest) for place, (share, _rest) in enumerate(shares)]
