"""How well anyone could have told which accounts are about to be lost: whether the score or the signs are at fault.

Three readers rank the same months: the score of health, the weights that fit these clients best, and the strength of
the relationship itself, which no one sees. The best weights are learned from other draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from simulation.fate import NEAR, ranking
from simulation.world import Month

FINE = 1_000_000
"""Ranks are compared as whole numbers."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A month with a number: whether the account was lost because of the relationship within two months after it."""

    is_near: bool
    score: int
    strength: float
    inputs: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What each reader reaches: how well it ranks, and the share of months before a loss in its lowest tenth."""

    label: str
    ranks: float
    caught: float


def seen_in(lives: Iterable[Sequence[Month]]) -> list[Seen]:
    """Return all months with a number before an account's last one."""
    found = []
    for life in lives:
        near = {month.number for month in life[-NEAR - 1 : -1]} if life[-1].lost == "inside" else set()
        for month in life:
            if month.health.score is not None and not month.lost:
                inputs = tuple(None if one.score is None else float(one.score) for one in month.health.inputs)
                found.append(Seen(month.number in near, month.health.score, month.strength, inputs))
    return found


def ceilings(judged: Sequence[Seen], learned_from: Sequence[Seen]) -> list[Ceiling]:
    """Return what the score reaches, what the best weights would, and what the strength itself would."""
    means = [_mean([one.inputs[at] for one in learned_from]) for at in range(len(judged[0].inputs))]
    weights = _weights([(_row(one, means), float(one.is_near)) for one in learned_from])
    best = [-sum(weight * value for weight, value in zip(weights, _row(one, means), strict=True)) for one in judged]
    return [
        _ceiling("the score", judged, [float(one.score) for one in judged]),
        _ceiling("the weights that fit these clients best", judged, best),
        _ceiling("the strength itself, which no one sees", judged, [one.strength for one in judged]),
    ]


def _ceiling(label: str, judged: Sequence[Seen], values: Sequence[float]) -> Ceiling:
    low = [round(FINE * value) for value, one in zip(values, judged, strict=True) if one.is_near]
    high = [round(FINE * value) for value, one in zip(values, judged, strict=True) if not one.is_near]
    tenth = sorted(round(FINE * value) for value in values)[len(values) // 10]
    return Ceiling(label, ranking(low, high), sum(value <= tenth for value in low) / max(len(low), 1))


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else 0.0


def _row(one: Seen, means: Sequence[float]) -> list[float]:
    """Return the inputs for a linear fit: an unknown one has the mean of the others, and its own term."""
    known = [mean if value is None else value for value, mean in zip(one.inputs, means, strict=True)]
    return [1.0, *known, *(float(value is None) for value in one.inputs)]


def _weights(rows: Sequence[tuple[list[float], float]]) -> list[float]:
    """Return the least-squares weights by the normal equations. A little is added so that a constant input has none."""
    width = len(rows[0][0])
    sums = [[0.001 * (one == other) for other in range(width)] + [0.0] for one in range(width)]
    for values, target in rows:
        for one, value in enumerate(values):
            for other in range(width):
                sums[one][other] += value * values[other]
            sums[one][width] += value * target
    for at in range(width):
        pivot = max(range(at, width), key=lambda row: abs(sums[row][at]))
        sums[at], sums[pivot] = sums[pivot], sums[at]
        for row in range(width):
            if row != at:
                factor = sums[row][at] / sums[at][at]
                sums[row] = [value - factor * top for value, top in zip(sums[row], sums[at], strict=True)]
    return [sums[at][width] / sums[at][at] for at in range(width)]
