"""`make simulate`: what health shows of 500 simulated accounts before they are lost. Rewrites docs/health.md.

The assumptions are in `simulation/parameters.toml` and were stated first. Usage: `python -m simulation`.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from statistics import median
from typing import Any, Final

from simulation.ceiling import ceilings, seen_in
from simulation.fate import Fate, bands, fate_of, ranking, share
from simulation.world import Parameters, lives, parameters

PAGE = Path(__file__).resolve().parents[1] / "docs" / "health.md"
BEGIN, END = "<!-- simulated: written by make simulate -->", "<!-- end of simulated -->"
DRAWS: Final = 10
OTHERWISE: Final[tuple[tuple[str, Parameters], ...]] = (
    ("as stated", {}),
    ("no one records conflicts or misses", {"conflict": {"recorded": 0.0}, "miss": {"recorded": 0.0}}),
    ("every conflict and miss is recorded", {"conflict": {"recorded": 1.0}, "miss": {"recorded": 1.0}}),
    ("no client is asked for feedback", {"inputs": {"feedback": {"known": 0.0}}}),
    ("every client is asked, and two in three answer", {"inputs": {"feedback": {"known": 1.0, "answered": 0.67}}}),
)
"""The same accounts with some parameters changed: what the result depends on."""


def main() -> int:
    """Simulate, and write and print the tables."""
    text = "\n".join(tables(parameters()))
    before, _mark, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
    print(text)
    return 0


def tables(told: Parameters) -> Iterator[str]:
    """Yield the lines of the result."""
    yield from _whole(fate_of(lives(told)), told)
    yield ""
    yield from _ceilings(told)
    yield ""
    yield "| with | unwell before a loss | median months ahead | false greens | false reds | no number |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for label, changes in OTHERWISE:
        yield _row(label, fate_of(lives(changed(told, changes))))


def _whole(fate: Fate, told: Parameters) -> Iterator[str]:
    inside, outside = fate.leads["inside"], fate.leads["outside"]
    months = sum(fate.months.values())
    size = f"{told['accounts']} accounts over {told['months']} months: {months} months of accounts"
    yield f"{size}, {bands(fate.months)}."
    yield ""
    yield "| measure | result | range over ten other draws |"
    yield "| --- | --- | --- |"
    causes = f"{len(inside)} because of the relationship, {len(outside)} for other causes"
    yield f"| accounts lost | {fate.losses}: {causes} | |"
    others = [fate_of(lives({**told, "seed": told["seed"] + number})) for number in range(1, DRAWS + 1)]
    for label, shown, of in MEASURES:
        values = sorted(of(other) for other in others)
        yield f"| {label} | {shown(fate)} | {values[0]:.0%} to {values[-1]:.0%} |"


def _ceilings(told: Parameters) -> Iterator[str]:
    """Yield how well the same months can be ranked by the score, by better weights and by the truth."""
    draws = [seen_in(lives({**told, "seed": told["seed"] + number})) for number in range(DRAWS // 2 + 1)]
    yield "| the same months ranked by | a month before a loss is below another | in the lowest tenth |"
    yield "| --- | ---: | ---: |"
    for one in ceilings(draws[0], [month for draw in draws[1:] for month in draw]):
        yield f"| {one.label} | {one.ranks:.0%} | {one.caught:.0%} |"


def _of(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _warned(leads: Sequence[int], *, least: int = 1) -> tuple[int, int]:
    return sum(one >= least for one in leads), len(leads)


MEASURES: Final[tuple[tuple[str, Callable[[Fate], str], Callable[[Fate], float]], ...]] = (
    (
        "unwell before a loss because of the relationship",
        lambda fate: _before(fate.leads["inside"]),
        lambda fate: _of(*_warned(fate.leads["inside"])),
    ),
    (
        "the same, at least two months before",
        lambda fate: share(*_warned(fate.leads["inside"], least=2)),
        lambda fate: _of(*_warned(fate.leads["inside"], least=2)),
    ),
    (
        "unwell before a loss for another cause",
        lambda fate: _before(fate.leads["outside"]),
        lambda fate: _of(*_warned(fate.leads["outside"])),
    ),
    (
        "to watch or unwell in the two months before a loss because of the relationship",
        lambda fate: share(sum(fate.watched), len(fate.watched)),
        lambda fate: _of(sum(fate.watched), len(fate.watched)),
    ),
    (
        "a month before such a loss scores below any other month (chance: 50%)",
        lambda fate: f"{ranking(fate.before_loss, fate.otherwise):.0%}",
        lambda fate: ranking(fate.before_loss, fate.otherwise),
    ),
    (
        "false greens among all losses",
        lambda fate: share(fate.losses_after_well, fate.losses),
        lambda fate: _of(fate.losses_after_well, fate.losses),
    ),
    (
        "false greens among severe conflicts",
        lambda fate: share(fate.conflicts_after_well, fate.conflicts),
        lambda fate: _of(fate.conflicts_after_well, fate.conflicts),
    ),
    (
        "renewals while unwell",
        lambda fate: share(fate.renewals_unwell, fate.renewals),
        lambda fate: _of(fate.renewals_unwell, fate.renewals),
    ),
    (
        "false reds among renewals while unwell",
        lambda fate: share(fate.false_reds, fate.renewals_unwell),
        lambda fate: _of(fate.false_reds, fate.renewals_unwell),
    ),
)
"""The measures of the first table: their label, how they are written, and their value."""


def _before(leads: Sequence[int]) -> str:
    warned = [one for one in leads if one]
    return f"{share(len(warned), len(leads))}, median {median(warned):g} months ahead" if warned else "none"


def _row(label: str, fate: Fate) -> str:
    inside = fate.leads["inside"]
    warned = [one for one in inside if one]
    events = fate.losses + fate.conflicts
    greens = fate.losses_after_well + fate.conflicts_after_well
    unknown = fate.months["unknown"] / sum(fate.months.values())
    return (
        f"| {label} | {len(warned) / len(inside):.0%} | {median(warned) if warned else 0:g} | {greens / events:.0%} "
        f"| {fate.false_reds / max(fate.renewals_unwell, 1):.0%} | {unknown:.0%} |"
    )


def changed(told: Parameters, changes: Parameters) -> dict[str, Any]:
    """Return parameters with some of them replaced."""
    found = deepcopy(dict(told))
    for key, value in changes.items():
        found[key] = changed(found[key], value) if isinstance(value, dict) else value
    return found


if __name__ == "__main__":
    raise SystemExit(main())
