"""Measures of a ranking: hits among the first, what chance would hit, and how far both may be chance."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from random import Random
from statistics import fmean
from typing import Final

from amity.services.whitespace.rules import Ownership, ranked
from whitespace.data import Customers

AMITY: Final = "Amity"
POPULAR: Final = "most popular"
RANDOM: Final = "random"
ORDERS: Final = (AMITY, POPULAR, RANDOM)
PLACES: Final = (1, 3)
DRAWS: Final = 1_000
SEED: Final = "white space"

Hits = dict[tuple[str, int], float]
"""The hits of one customer by order and number of places."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the middle 95% of its bootstrap draws."""

    mean: float
    low: float
    high: float


def by_popularity(owned: Collection[int], products: Sequence[int], known: Ownership) -> list[int]:
    """Return the products a customer doesn't own, those that most others own first."""
    return sorted((one for one in products if one not in owned), key=lambda one: (-known.prior(one), one))


def by_white_space(owned: Collection[int], products: Sequence[int], known: Ownership) -> list[int]:
    """Return the products a customer doesn't own in Amity's order."""
    return [one.service for one in ranked(owned, products, known)]


def expected(candidates: int, wanted: int, places: int) -> float:
    """Return the chance that a random order has one of the wanted among its first places."""
    return 1 - comb(candidates - wanted, places) / comb(candidates, places)


def hits(owned: Collection[int], wanted: Collection[int], products: Sequence[int], known: Ownership) -> Hits:
    """Return whether each order has one of the wanted products among its first."""
    orders = {AMITY: by_white_space(owned, products, known), POPULAR: by_popularity(owned, products, known)}
    candidates = len(orders[POPULAR])
    return {
        (name, places): (
            float(any(one in wanted for one in orders[name][:places]))
            if name in orders
            else expected(candidates, len(wanted), min(places, candidates))
        )
        for name in ORDERS
        for places in PLACES
    }


def hidden_product(of: Customers) -> list[Hits]:
    """Hide each product of each customer with two or more, and return the mean hits of each customer."""
    known, products = Ownership.of(of.owned), range(len(of.names))
    return [
        _mean([hits(owned - {hidden}, {hidden}, products, others) for hidden in sorted(owned)])
        for owned in of.owned
        if len(owned) > 1
        for others in [known.without(owned)]
    ]


def bought_later(first: Customers, later: Sequence[frozenset[int]]) -> list[Hits]:
    """Rank what customers hadn't bought at first, and return whether they bought the first ones later."""
    known, products = Ownership.of(first.owned), range(len(first.names))
    return [
        hits(owned, new, products, known.without(owned))
        for owned, then in zip(first.owned, later, strict=True)
        if owned and (new := then - owned)
    ]


def interval(values: Sequence[float], seed: str = SEED) -> Interval:
    """Return the mean of values with the middle 95% of means of as many values drawn again with replacement."""
    draw = Random(seed)  # noqa: S311 - draws samples, guards nothing
    means = sorted(fmean(draw.choices(values, k=len(values))) for _draw in range(DRAWS))
    return Interval(fmean(values), means[round(0.025 * (DRAWS - 1))], means[round(0.975 * (DRAWS - 1))])


def of_order(found: Sequence[Hits], order: str, places: int) -> Interval:
    """Return the share of hits of an order."""
    return interval([one[order, places] for one in found])


def gain(found: Sequence[Hits], places: int) -> Interval:
    """Return how far Amity is above most popular, drawn in pairs."""
    return interval([one[AMITY, places] - one[POPULAR, places] for one in found])


def _mean(found: Sequence[Hits]) -> Hits:
    return {key: fmean(one[key] for one in found) for key in found[0]}


def lines(name: str, found: Sequence[Hits]) -> Iterator[str]:
    """Yield a row of the table for each number of places."""
    for places in PLACES:
        cells = [_cell(of_order(found, order, places)) for order in (AMITY, POPULAR)]
        chance = of_order(found, RANDOM, places)
        better = gain(found, places)
        points = f"{better.mean * 100:+.1f} ({better.low * 100:+.1f} to {better.high * 100:+.1f})"
        yield f"| {name} | {len(found):,} | hit@{places} | {cells[0]} | {cells[1]} | {chance.mean:.1%} | {points} |"


def _cell(of: Interval) -> str:
    return f"{of.mean:.1%} ({of.low:.1%}–{of.high:.1%})"
