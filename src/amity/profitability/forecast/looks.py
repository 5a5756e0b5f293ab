"""A finished project as it looked while its work went on, without anything that came later."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amity.profitability.forecast.rules import Item


@dataclass(frozen=True, slots=True)
class Look:
    """A project when this share of its budget was used."""

    share: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Time on one piece: when, which piece, how much."""

    at: Any
    key: object
    amount: float


def looks(
    budget: float, plans: Mapping[Any, int], ended: Mapping[Any, Any], work: Iterable[Work], shares: Sequence[float]
) -> Iterator[Look]:
    """Yield how a project looked whenever one of the ascending shares of its budget was used.

    `plans` and `ended` are by piece: the plan, and the time of the finished mark, None without one. `work` is in order.
    """
    used = dict.fromkeys(plans, 0.0)
    whole, next_share = 0.0, 0
    for one in work:
        used[one.key] += one.amount
        whole += one.amount
        while next_share < len(shares) and whole / budget >= shares[next_share]:
            yield Look(shares[next_share], _items(plans, used, ended, one.at))
            next_share += 1


def _items(plans: Mapping[Any, int], used: Mapping[Any, float], ended: Mapping[Any, Any], now: Any) -> tuple[Item, ...]:
    return tuple(
        Item(plan, round(used[key]), finished=ended[key] is not None and ended[key] <= now)
        for key, plan in plans.items()
    )
