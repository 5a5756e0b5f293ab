"""Measures of a ranking against grades, and how far they may be chance."""

from collections.abc import Callable, Sequence
from math import log2
from random import Random
from statistics import mean
from typing import Final

DRAWS: Final = 1_000


def ndcg(grades: Sequence[int], at: int = 10) -> float:
    """Return the normalised discounted cumulative gain of grades in ranked order (Järvelin and Kekäläinen, 2002)."""
    best = _gain(sorted(grades, reverse=True)[:at])
    return _gain(grades[:at]) / best if best else 0.0


def precision(grades: Sequence[int], at: int = 5) -> float:
    """Return the share of the first places with a grade above 0."""
    return sum(grade > 0 for grade in grades[:at]) / at


def interval(values: Sequence[float], draw: Random) -> tuple[float, float]:
    """Return the middle 95% of the mean, by drawing the values again with replacement."""
    means = sorted(mean(draw.choices(values, k=len(values))) for _draw in range(DRAWS))
    return means[round(0.025 * (DRAWS - 1))], means[round(0.975 * (DRAWS - 1))]


def interval_of(
    measure: Callable[[Sequence[int]], float], ranked: Sequence[int], draw: Random
) -> tuple[float, float]:  # fmt: skip
    """Return the middle 95% of a measure, by drawing the articles of a ranking again in its order."""
    places = range(len(ranked))
    found = []
    for _draw in range(DRAWS):
        chosen = sorted(draw.choices(places, k=len(ranked)))
        grades = [ranked[place] for place in chosen]
        if any(grades):
            found.append(measure(grades))
    found.sort()
    return found[round(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
