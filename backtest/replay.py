"""Replay packages as they looked then: their items at every 5% of the budget, and what each method would have said."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from amity.profitability.forecast.fitting import TENTHS, State, calibrated, state_of
from amity.profitability.forecast.looks import Look, Work, looks
from amity.profitability.forecast.rules import TOLERANCE, Calibration, Forecast, forecast_of_items
from backtest.cesaw import Package, Task

STEPS = tuple(step / 20 for step in range(2, 81))
"""Shares of the budget at which a package is looked at: nothing warns before a tenth is used."""
BY_TASK, BY_LINE = attrgetter("name"), attrgetter("element")


@dataclass(frozen=True, slots=True)
class Replay:
    """A package with what was known of it step by step."""

    package: Package
    seen: tuple[Look, ...]

    @property
    def overran(self) -> bool:
        """Return whether it took more than the tolerance allows."""
        return self.package.final > TOLERANCE * self.package.budget

    def at(self, share: float) -> Look | None:
        """Return how it looked when this share was used, or None if it took less."""
        return next((one for one in self.seen if one.share == share), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A replay with the forecast at each step."""

    replay: Replay
    forecasts: Mapping[float, Forecast]

    def first(self, warns: Callable[[float, Forecast], bool]) -> float | None:
        """Return the share of the budget that was used at the first warning, or None without one."""
        return next((share for share, forecast in self.forecasts.items() if warns(share, forecast)), None)


def replayed(package: Package, by: Callable[[Task], str]) -> Replay:
    """Return how a package looked at each step, with its tasks together by name or by line."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in package.tasks:
        groups[by(task)].append(task)
    plans = {name: round(sum(task.planned for task in own)) for name, own in groups.items()}
    ends = {name: max(task.finished_at for task in own) for name, own in groups.items()}
    return Replay(package, tuple(looks(package.budget, plans, ends, _work(groups), STEPS)))


def _work(groups: Mapping[str, Sequence[Task]]) -> Iterator[Work]:
    spent = sorted((at, seconds, name) for name, tasks in groups.items() for task in tasks for at, seconds in task.work)
    return (Work(at, name, seconds) for at, seconds, name in spent)


def left_out(replays: Sequence[Replay]) -> dict[str, Calibration]:
    """Return for each parent the numbers learned from all others, so that none is judged by what it taught."""
    states = [state for replay in replays for state in _states(replay)]
    parents = {replay.package.parent for replay in replays}
    return {one: calibrated([state for state in states if state.client != one]) for one in sorted(parents)}


def _states(replay: Replay) -> list[State]:
    own = replay.package
    found = (
        state_of(own.parent, round(own.budget), seen.items, round(own.final))
        for seen in replay.seen
        if seen.share in TENTHS
    )
    return [state for state in found if state is not None]


def judged(replay: Replay, calibration: Calibration) -> Judged:
    """Return the forecasts of a package with these numbers."""
    budget = round(replay.package.budget)
    forecasts = {seen.share: forecast_of_items(budget, seen.items, calibration=calibration) for seen in replay.seen}
    return Judged(replay, forecasts)
