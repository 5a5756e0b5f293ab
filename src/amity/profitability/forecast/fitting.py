"""Learn the numbers of the forecast from finished projects, each seen at tenths of its budget.

Source: the project's forecast notes, step 8. A state knows only what was known then, and what the rest took in the end.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import log, sqrt
from statistics import NormalDist, fmean

from amity.profitability.forecast.rules import Calibration, Item, effective_count, evidence_of

TRUSTS, PRIORS = (0.3, 0.5, 0.7, 0.9), (8, 16, 32, 64, 128)
INSIDE = NormalDist().inv_cdf(0.9)
"""Eight of ten normal values lie within this many standard deviations."""
NEW_CLIENT = 1.15
"""How much wider the range must be for a client whose projects weren't among those learned from."""
BANDS = (0.35, 0.6)
TENTHS = tuple(step / 10 for step in range(1, 10))
"""Shares of the budget at which a project is looked at."""
ENOUGH = 15
"""Closed projects from which the numbers are learned again. With fewer, the first numbers are only moved."""
FEW_WIDER = 1.1


@dataclass(frozen=True, slots=True)
class State:
    """What was known of a project at one moment, and what the rest took against its plan, in logarithms."""

    client: str
    remaining: float
    shown: float
    evidence: float
    left: float
    rest: float


def state_of(client: str, budget: int, items: Collection[Item], final: int) -> State | None:
    """Return the state of a project with these items, or None where nothing remained or nothing more was used."""
    left = [item.plan_left for item in items if item.plan_left]
    plan, took = sum(left), final - sum(item.used for item in items)
    if plan <= 0 or took <= 0:
        return None
    shown, evidence = evidence_of(items)
    return State(client, plan / budget, shown, evidence, effective_count(left), log(took / plan))


def calibrated(states: Sequence[State]) -> Calibration:
    """Return the numbers that fit these states best. Each client counts once, however many projects it has."""
    shares = _shares(states)
    with_evidence = [(state.shown, share) for state, share in zip(states, shares, strict=True) if state.evidence]
    mud = _mean(with_evidence) if with_evidence else 0.0
    found = [_centred(states, shares, mud, weight, prior) for weight, prior in product(TRUSTS, PRIORS)]
    _error, weight, prior, mu, mu1, misses = min(found, key=lambda one: one[0])
    a, b, g = _variance(states, shares, misses)
    return Calibration(mu, mu1, mud, weight, prior, a, b, g, _widths(states, misses, (a, b, g)))


def moved(first: Calibration, states: Sequence[State], projects: int) -> Calibration:
    """Return numbers moved towards fewer than fifteen own projects: their mean half-way, and their finished work.

    Proposed by the forecast notes and not back-tested, so the range is wider too.
    """
    shares = _shares(states)
    rest = _mean([(state.rest, share) for state, share in zip(states, shares, strict=True)])
    shown = [(state.shown, share) for state, share in zip(states, shares, strict=True) if state.evidence]
    little, half, most = (FEW_WIDER * width for width in first.widths)
    return replace(
        first, mu=_between(first.mu, rest, projects),
        mud=_between(first.mud, _mean(shown), projects) if shown else first.mud, widths=(little, half, most),
    )  # fmt: skip


def _between(first: float, own: float, projects: int) -> float:
    return (ENOUGH * first + projects * own) / (ENOUGH + projects)


def _shares(states: Sequence[State]) -> list[float]:
    many: dict[str, int] = defaultdict(int)
    for state in states:
        many[state.client] += 1
    return [1 / many[state.client] for state in states]


def _mean(weighted: Iterable[tuple[float, float]]) -> float:
    known = list(weighted)
    return sum(value * share for value, share in known) / sum(share for _value, share in known)


def _centred(
    states: Sequence[State], shares: Sequence[float], mud: float, weight: float, prior: float
) -> tuple[float, float, float, float, float, list[float]]:
    """Return the error with one trust in finished work, that trust, the line through the rest, and the misses."""
    rests = [state.rest - weight * state.evidence / (state.evidence + prior) * (state.shown - mud) for state in states]
    (mu, mu1), _fault = _least_squares([(1.0, state.remaining - 0.5) for state in states], rests, shares)
    misses = [rest - mu - mu1 * (state.remaining - 0.5) for state, rest in zip(states, rests, strict=True)]
    weighed = zip(states, shares, misses, strict=True)
    error = sum(share * state.remaining**2 * miss * miss for state, share, miss in weighed)
    return error, weight, prior, mu, mu1, misses


def _variance(states: Sequence[State], shares: Sequence[float], misses: Sequence[float]) -> tuple[float, float, float]:
    """Return the variance as a constant, a part for few items and a part for little that remains, none below 0."""
    rows = [(1.0, 1 / max(state.left, 1), 1 / state.remaining) for state in states]
    squares = [miss * miss for miss in misses]
    best, least = (fmean(squares), 0.0, 0.0), float("inf")
    for kept in (kept for size in (1, 2, 3) for kept in combinations(range(3), size)):
        found, fault = _least_squares([tuple(row[at] for at in kept) for row in rows], squares, shares)
        if fault < least and all(one >= 0 for one in found):
            values = dict(zip(kept, found, strict=True))
            best, least = (values.get(0, 0.0), values.get(1, 0.0), values.get(2, 0.0)), fault
    return best


def _widths(
    states: Sequence[State], misses: Sequence[float], variance: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return the factors with which eight of ten states lie inside, by how much of the budget remained."""
    a, b, g = variance
    bands: tuple[list[float], list[float], list[float]] = ([], [], [])
    for state, miss in zip(states, misses, strict=True):
        spread = sqrt(a + b / max(state.left, 1) + g / state.remaining)
        bands[sum(state.remaining > edge for edge in BANDS)].append(abs(miss) / spread)
    little, half, most = (_eight_of_ten(band) / INSIDE * NEW_CLIENT if band else NEW_CLIENT for band in bands)
    return little, half, most


def _eight_of_ten(values: Collection[float]) -> float:
    ordered = sorted(values)
    return ordered[min(int(0.8 * len(ordered)), len(ordered) - 1)]


def _least_squares(
    rows: Sequence[Sequence[float]], values: Sequence[float], shares: Sequence[float]
) -> tuple[list[float], float]:
    """Return the coefficients of at most three columns by the normal equations, and the squared error."""
    width = len(rows[0])
    sums = [[0.0] * (width + 1) for _column in range(width)]
    for row, value, share in zip(rows, values, shares, strict=True):
        for one in range(width):
            for other in range(width):
                sums[one][other] += share * row[one] * row[other]
            sums[one][width] += share * row[one] * value
    found = _solved(sums)
    weighed = zip(rows, values, shares, strict=True)
    fault = sum(
        share * (value - sum(part * x for part, x in zip(found, row, strict=True))) ** 2
        for row, value, share in weighed
    )
    return found, fault


def _solved(sums: list[list[float]]) -> list[float]:
    """Solve linear equations by elimination. A column that the others already explain gets 0."""
    width = len(sums)
    for at in range(width):
        pivot = max(range(at, width), key=lambda row: abs(sums[row][at]))
        sums[at], sums[pivot] = sums[pivot], sums[at]
        if abs(sums[at][at]) < 1e-12:
            continue
        for row in range(width):
            if row != at:
                factor = sums[row][at] / sums[at][at]
                sums[row] = [value - factor * top for value, top in zip(sums[row], sums[at], strict=True)]
    return [sums[at][width] / sums[at][at] if abs(sums[at][at]) >= 1e-12 else 0.0 for at in range(width)]
