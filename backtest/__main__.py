"""`make backtest`: how the forecast and its warning would have done on finished projects. Rewrites docs/forecast.md.

No forecast knows the future: a package shows what was known at that moment, and the numbers of the method come from
all other parent projects. Usage: `python -m backtest`. The data are read from `AMITY_REAL_DATA`.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from amity.profitability.forecast.rules import OF_LINES, OF_TASKS, Calibration
from backtest.cesaw import Package, packages, parents
from backtest.replay import BY_LINE, BY_TASK, Judged, Replay, judged, left_out, replayed
from backtest.scores import (
    Value,
    Warned,
    best_loss,
    brier,
    brier_of_base,
    coverage,
    error,
    loss_at,
    loss_of_others,
    of_warning,
    of_warnings,
    used_at,
    warns,
)  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "forecast.md"
BEGIN, END = "<!-- measured: written by make backtest -->", "<!-- end of measured -->"


def main() -> int:
    """Replay all packages, and write and print the tables."""
    folder = Path(os.environ.get("AMITY_REAL_DATA", ROOT.parent / "shared/data/real")) / "estimation"
    text = "\n".join(_tables(packages(folder), parents(folder)))
    before, _mark, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
    print(text)
    return 0


def _tables(cut: Sequence[Package], whole: Sequence[Package]) -> Iterator[str]:
    tasks, lines = ([replayed(package, by) for package in cut] for by in (BY_TASK, BY_LINE))
    projects = [replayed(package, BY_TASK) for package in whole]
    overran = sum(one.overran for one in tasks) / len(tasks)
    yield f"{len(cut)} packages of {len({one.parent for one in cut})} parent projects; {overran:.0%} overran."
    yield ""
    of_tasks, of_lines, of_projects = (
        [judged(one, numbers[one.package.parent]) for one in known]
        for known in (tasks, lines, projects)
        for numbers in [left_out(known)]
    )
    yield from _warnings(of_tasks, of_lines, _as_shipped(tasks, OF_TASKS), _as_shipped(lines, OF_LINES))
    yield ""
    yield from _forecasts({"work items": of_tasks, "lines": of_lines, "whole projects, work items": of_projects})


def _as_shipped(replays: Sequence[Replay], numbers: Calibration) -> list[Judged]:
    return [judged(one, numbers) for one in replays]


def _warnings(*found: Sequence[Judged]) -> Iterator[str]:
    of_tasks, of_lines, shipped_tasks, shipped_lines = found
    yield "| warning | false alarms | before 80% used | before 100% used | median used at the warning |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for percent in (75, 80, 90):
        yield _warning(f"{percent}% of the budget used", of_warning(of_tasks, used_at(percent / 100)))
    for label, known in (
        ("work items: L ≥ 1.08 and P ≥ 0.70, learned from the others", of_tasks),
        ("the same with the numbers Amity begins with", shipped_tasks),
        ("lines: the same rule, learned from the others", of_lines),
        ("the same with the numbers Amity begins with", shipped_lines),
    ):
        yield _warning(label, of_warning(known, warns))
    loss, learned = best_loss(of_lines), loss_of_others(of_lines)
    label = f"lines: L ≥ {loss:.3f} alone, the best threshold"
    yield _warning(label, of_warning(of_lines, loss_at(loss)))
    label = "lines: L alone, the best threshold on the others"
    yield _warning(label, of_warnings(of_lines, lambda parent: loss_at(learned[parent])))


def _warning(label: str, found: Warned) -> str:
    values = (found.false_alarms, found.before_80, found.before_100, found.at)
    return f"| {label} | {' | '.join(map(_percent, values))} |"


def _forecasts(found: dict[str, list[Judged]]) -> Iterator[str]:
    yield "| forecast | used | between P10 and P90 | median error of P50 | Brier score | Brier score of the base rate |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for label, known in found.items():
        for share in (0.25, 0.5, 0.75):
            cells = (
                _percent(coverage(known, share)),
                _percent(error(known, share)),
                _three(brier(known, share)),
                _three(brier_of_base(known, share)),
            )
            yield f"| {label} | {share:.0%} | {' | '.join(cells)} |"


def _percent(found: Value) -> str:
    return f"{found.value:.1%} ({found.low:.0%}–{found.high:.0%})"


def _three(found: Value) -> str:
    return f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"


if __name__ == "__main__":
    raise SystemExit(main())
