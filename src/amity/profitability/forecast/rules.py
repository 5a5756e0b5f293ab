"""Forecast of the time a project takes, with its range, the probability of an overrun, and the early warning.

Source: the project's forecast notes, back-tested on finished projects (docs/forecast.md). Time is in seconds. Shares
and the numbers of the method are floats, since a forecast is an estimate and no sum.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from statistics import NormalDist, median

TOLERANCE, FIXED_FEE = 1.05, 1.0
"""More than this share of the budget is an overrun. Under a fixed fee any excess hurts."""
REMINDS_AT_LOSS = 1.02
"""The reminder is silent below this loss index."""
LEAST_SHOWN = 5
"""Finished work items of about two hours, before whose number nothing warns: fewer say too little."""
NARROWEST, WIDEST = 0.01, 1.5
NORMAL = NormalDist()
TENTHS = (NORMAL.inv_cdf(0.1), 0.0, NORMAL.inv_cdf(0.9))
"""Where P10, P50 and P90 lie on the standard normal distribution."""

WARNING, REMINDER = "warning", "reminder"
"""The steps of a forecast: an overrun is likely; much of the budget is used."""
TOTAL, STATED, LINES, TASKS = range(4)
"""Evidence levels, weakest first: hours and budget only, a stated percentage, lines with marks, and work items."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a forecast warns: at this loss index and probability at once. It reminds at this share of the budget."""

    loss: float = 1.08
    probability: float = 0.70
    use: float = 0.8


USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Item:
    """A line or work item: its plan (0 if unplanned), the time used on it, and whether it is finished."""

    planned: int
    used: int
    finished: bool = False

    @property
    def is_running(self) -> bool:
        """Return whether work has begun and isn't finished."""
        return not self.finished and self.used > 0

    @property
    def is_over(self) -> bool:
        """Return whether the item shows how work compares with its plan: it is finished, or has used more."""
        return self.finished or self.used > self.planned

    @property
    def above_plan(self) -> int:
        """The time beyond the plan. A finished item can have saved some, an open one not yet."""
        return self.used - self.planned if self.finished else max(self.used - self.planned, 0)

    @property
    def plan_left(self) -> float:
        """What the plan leaves for an open item: at least a tenth of what a running one has used."""
        if self.finished:
            return 0.0
        return max(self.planned - self.used, 0.1 * self.used)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What finished projects taught about items of one size. The names are those of the forecast notes.

    `mu`: remaining work against its plan, in logarithms; `mu1`: how that changes with the share that remains;
    `mud`: finished work against its plan; `weight` and `prior`: how far finished work speaks for the rest;
    `a`, `b`, `g`: variance; `widths`: its factors for little, half and most of the work remaining.
    """

    mu: float
    mu1: float
    mud: float
    weight: float
    prior: float
    a: float
    b: float
    g: float
    widths: tuple[float, float, float]

    def width(self, remaining: float) -> float:
        """Return the factor of the spread for the share of the budget that remains."""
        little, half, most = self.widths
        return little if remaining < 0.35 else half if remaining <= 0.6 else most


OF_LINES = Calibration(0.046, 0.10, 0.10, 0.9, 32, 0.0001, 0.173, 0.052, (1.175, 1.117, 0.946))
"""Lines of about twelve hours each."""
OF_TASKS = Calibration(0.082, 0.064, 0.056, 0.7, 64, 0.003, 1.13, 0.023, (1.19, 1.09, 1.05))
"""Work items of about two hours each."""
SMALL = 5 * 3600
"""Items whose median plan is below this are forecast as work items of about two hours."""
OVERRUN_OF_TOTALS = NormalDist(0.071, 0.22)
"""Final hours ÷ budget, in logarithms, where nothing else is known."""
STATED_VARIANCE, STATED_NOISE, STATED_ERROR = 0.03, 0.034, 0.10


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds at completion (one in ten ends below P10, half below P50), the probability of an overrun, its evidence.

    `loss` is the loss index, or None without items. `centre` and `spread` describe the remaining work in logarithms.
    `is_early`: the items are small, and too few of them are finished to warn by.
    """

    level: int
    p10: float
    p50: float
    p90: float
    overrun: float
    loss: float | None = None
    centre: float = 0.0
    spread: float = 0.0
    is_early: bool = False

    def warns(self, at: Thresholds = USUAL) -> bool:
        """Return whether the early warning is due: items took more than planned, and an overrun is likely."""
        if self.loss is None or self.is_early:
            return False
        return self.loss >= at.loss and self.overrun >= at.probability

    def reminds(self, used: int, budget: int, at: Thresholds = USUAL) -> bool:
        """Return whether to remind that much of the budget is used: not while finished work is within its plan.

        A budget that is passed is never silent: its work items can be planned at more than was sold.
        """
        if used > budget:
            return True
        return used >= at.use * budget and (self.loss is None or self.loss >= REMINDS_AT_LOSS)

    def step(self, used: int, budget: int, at: Thresholds = USUAL) -> str:
        """Return the step that is reached, the early warning before the reminder, "" for none."""
        if self.warns(at):
            return WARNING
        return REMINDER if self.reminds(used, budget, at) else ""


def forecast_of_items(
    budget: int, items: Collection[Item], *, level: int = LINES, tolerance: float = TOLERANCE,
    calibration: Calibration = OF_LINES,
) -> Forecast:  # fmt: skip
    """Return the forecast from lines or work items with finished marks. The budget must be above 0."""
    used = sum(item.used for item in items)
    loss = loss_index(budget, items)
    left = [item.plan_left for item in items if item.plan_left]
    remaining = sum(left)
    if not remaining:
        return Forecast(level, used, used, used, float(used > tolerance * budget), loss)
    centre = _centre(budget, items, remaining, calibration)
    spread = _spread(budget, remaining, effective_count(left), calibration)
    p10, p50, p90 = (used + remaining * exp(centre + spread * z) for z in TENTHS)
    overrun = _probability_above(tolerance * budget - used, remaining, centre, spread)
    is_early = are_small(items) and evidence_of(items)[1] < LEAST_SHOWN
    return Forecast(level, p10, p50, p90, overrun, loss, centre, spread, is_early)


def are_small(items: Iterable[Item]) -> bool:
    """Return whether items are of the size of tasks, by the median of their plans."""
    planned = [item.planned for item in items if item.planned]
    return bool(planned) and median(planned) < SMALL


def loss_index(budget: int, items: Iterable[Item]) -> float:
    """Return what work took beyond its plan, against the budget: above 1, it took more than planned.

    Finished items count what they took, open ones what they took above their plan. A plan that differs from the budget
    is no overrun of work, so the gap between the two doesn't count.
    """
    return 1 + sum(item.above_plan for item in items) / budget


def effective_count(sizes: Iterable[float]) -> float:
    """Return how many items of one size vary as much as these: one large one among many small counts for few."""
    known = list(sizes)
    squares = sum(one * one for one in known)
    return sum(known) ** 2 / squares if squares else 0.0


def evidence_of(items: Iterable[Item]) -> tuple[float, float]:
    """Return how finished work compares with its plan, in logarithms, and the number of items that say so."""
    shown = [item for item in items if item.is_over]
    planned = sum(item.planned for item in shown)
    used = sum(item.used for item in shown)
    if not planned or not used:
        return 0.0, 0.0
    return log(used / planned), effective_count(item.planned for item in shown)


def _centre(budget: int, items: Collection[Item], remaining: float, learned: Calibration) -> float:
    shown, count = evidence_of(items)
    share = learned.weight * count / (count + learned.prior)
    return learned.mu + learned.mu1 * (remaining / budget - 0.5) + share * (shown - learned.mud)


def _spread(budget: int, remaining: float, count: float, learned: Calibration) -> float:
    variance = learned.a + learned.b / max(count, 1) + learned.g * budget / remaining
    return min(max(learned.width(remaining / budget) * sqrt(variance), NARROWEST), WIDEST)


def _probability_above(left: float, remaining: float, centre: float, spread: float) -> float:
    """Return the probability that the remaining work takes more than is left of the budget."""
    if left <= 0:
        return 1.0
    return 1 - NORMAL.cdf((log(left / remaining) - centre) / spread)


def forecast_of_percent(
    budget: int, used: int, share: float, items: Sequence[Item] = (), *, tolerance: float = TOLERANCE
) -> Forecast:
    """Return the forecast from the share that someone says is done, above 0, and no more than the items allow."""
    done = min(share, most_done(budget, items)) if items else share
    if done >= 1:
        return Forecast(STATED, used, used, used, float(used > tolerance * budget))
    remaining = (1 - done) * budget
    noise = STATED_NOISE + (STATED_ERROR / done) ** 2
    trust = STATED_VARIANCE / (STATED_VARIANCE + noise)
    shown = log(used / (done * budget)) if used else 0.0
    centre = OVERRUN_OF_TOTALS.mean + trust * (shown - OVERRUN_OF_TOTALS.mean)
    variance = STATED_VARIANCE * (1 - trust) + STATED_NOISE + (STATED_ERROR / (1 - done + 0.02)) ** 2
    spread = sqrt(variance)
    p10, p50, p90 = (used + remaining * exp(centre + spread * z) for z in TENTHS)
    overrun = _probability_above(tolerance * budget - used, remaining, centre, spread)
    return Forecast(STATED, p10, p50, p90, overrun, None, centre, spread)


def most_done(budget: int, items: Iterable[Item]) -> float:
    """Return the largest share that can be done: the plans of finished and running items, against the budget."""
    return sum(item.planned for item in items if item.finished or item.is_running) / budget


def forecast_of_total(budget: int, used: int, *, tolerance: float = TOLERANCE) -> Forecast:
    """Return the forecast from hours and budget alone: how projects ended, given that this one has used so much."""
    below = OVERRUN_OF_TOTALS.cdf(log(used / budget)) if used else 0.0
    above = 1 - below
    reached = log(tolerance) if used <= tolerance * budget else -inf
    overrun = (1 - OVERRUN_OF_TOTALS.cdf(reached)) / above if reached > -inf and above > 0 else 1.0

    def quantile(share: float) -> float:
        position = below + share * above
        return max(budget * exp(OVERRUN_OF_TOTALS.inv_cdf(position)), used) if 0 < position < 1 else float(used)

    return Forecast(TOTAL, quantile(0.1), quantile(0.5), quantile(0.9), min(overrun, 1.0))
