"""How well warnings and forecasts did over all packages, with intervals from drawing parents again."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from amity.profitability.forecast.rules import Forecast
from backtest.replay import Judged

Warns = Callable[[float, Forecast], bool]
"""Whether a warning fires, by the share of the budget that is used and the forecast then."""
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with the range that holds 95% of the draws."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Warned:
    """How a warning did: the share of packages within budget it fired on, and when it fired on those that overran."""

    false_alarms: Value
    before_80: Value
    before_100: Value
    at: Value


def warns(_share: float, forecast: Forecast) -> bool:
    """The early warning of the product."""
    return forecast.warns()


def used_at(step: float) -> Warns:
    """Return the usual alert: so much of the budget is used."""
    return lambda share, _forecast: share >= step


def loss_at(loss: float) -> Warns:
    """Return a warning by the loss index alone."""
    return lambda _share, forecast: (forecast.loss or 0) >= loss


def of_warning(judged: Sequence[Judged], warns: Warns) -> Warned:
    """Return how a warning did."""
    return of_warnings(judged, lambda _parent: warns)


def of_warnings(judged: Sequence[Judged], warns_of: Callable[[str], Warns]) -> Warned:
    """Return how the warnings of each parent did."""
    first = [
        (one.replay.package.parent, one.replay.overran, one.first(warns_of(one.replay.package.parent)))
        for one in judged
    ]
    over = [(parent, at) for parent, overran, at in first if overran]
    within = [(parent, at) for parent, overran, at in first if not overran]
    return Warned(
        false_alarms=_drawn([(parent, float(at is not None)) for parent, at in within], fmean),
        before_80=_drawn([(parent, float(at is not None and at < 0.8)) for parent, at in over], fmean),
        before_100=_drawn([(parent, float(at is not None and at < 1)) for parent, at in over], fmean),
        at=_drawn([(parent, at) for parent, at in over if at is not None], median),
    )


def best_loss(judged: Sequence[Judged], most_false: float = 0.2) -> float:
    """Return the lowest loss index that warns with so few false alarms."""
    within = [one for one in judged if not one.replay.overran]
    for step in range(500):
        loss = 1 + step / 1000
        if sum(one.first(loss_at(loss)) is not None for one in within) <= most_false * len(within):
            return loss
    raise ValueError("Every loss index warns too often.")


def loss_of_others(judged: Sequence[Judged]) -> dict[str, float]:
    """Return for each parent the best threshold on the packages of all others, so that none chooses its own."""
    parents = sorted({one.replay.package.parent for one in judged})
    return {parent: best_loss([one for one in judged if one.replay.package.parent != parent]) for parent in parents}


def coverage(judged: Sequence[Judged], share: float) -> Value:
    """Return the share of packages that ended between P10 and P90, as seen when `share` of the budget was used."""
    return _drawn(
        [(parent, float(known.p10 <= final <= known.p90)) for parent, known, final, _over in _at(judged, share)], fmean
    )


def error(judged: Sequence[Judged], share: float) -> Value:
    """Return the median difference of P50 from what a package took in the end, as a share of that."""
    return _drawn(
        [(parent, abs(known.p50 - final) / final) for parent, known, final, _over in _at(judged, share)], median
    )


def brier(judged: Sequence[Judged], share: float) -> Value:
    """Return the mean squared difference of the probability from what happened: 0 is perfect."""
    return _drawn([(parent, (known.overrun - over) ** 2) for parent, known, _final, over in _at(judged, share)], fmean)


def brier_of_base(judged: Sequence[Judged], share: float) -> Value:
    """Return the same for someone who knows only how many packages of other parents overran."""
    rows = [(parent, over) for parent, _known, _final, over in _at(judged, share)]
    known = {parent: fmean(over for other, over in rows if other != parent) for parent, _over in rows}
    return _drawn([(parent, (known[parent] - over) ** 2) for parent, over in rows], fmean)


def _at(judged: Sequence[Judged], share: float) -> list[tuple[str, Forecast, float, float]]:
    return [
        (one.replay.package.parent, one.forecasts[share], one.replay.package.final, float(one.replay.overran))
        for one in judged
        if share in one.forecasts
    ]


def _drawn(rows: Sequence[tuple[str, float]], of: Callable[[list[float]], float]) -> Value:
    """Return a figure of these rows, and its range over draws of whole parents."""
    by_parent: dict[str, list[float]] = defaultdict(list)
    for parent, value in rows:
        by_parent[parent].append(value)
    groups, chance = list(by_parent.values()), random.Random(1)  # noqa: S311 - draws for an interval
    drawn = sorted(
        of([value for own in chance.choices(groups, k=len(groups)) for value in own]) for _draw in range(DRAWS)
    )
    return Value(of([value for _parent, value in rows]), drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)])
