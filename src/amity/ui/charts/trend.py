"""A score from 0 to 100 over time, with the levels it is compared with and what happened on some days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Chart, Dot, Line, Table, Words

HEIGHT = 196
LEFT, TOP, BOTTOM, BESIDE = 34, 20, 160, 112
STEP = 15
NAMES = 4


@dataclass(frozen=True, slots=True)
class Level:
    """A level from a score on: its words, written above its line, or below it for what is under the lowest one."""

    score: int
    label: str
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class TrendLine:
    """The score of each day, None where it is unknown. `without` is what the last one would be without a cap."""

    points: Sequence[tuple[date, int | None]]
    levels: Sequence[Level] = ()
    marks: Sequence[tuple[date, str]] = ()
    without: int | None = None
    without_label: str = ""


def trend(key: str, title: str, line: TrendLine, *, width: int) -> Chart:
    """Draw the score as a line that ends in its number, broken where it is unknown."""
    known = [score for _day, score in line.points if score is not None]
    low = min([45, *(score // STEP * STEP for score in known)])
    high = max([90, *(-(-score // STEP) * STEP for score in known)])
    right = width - BESIDE

    def up(score: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (score - low) / (high - low), 1)

    first = line.points[0][0] if line.points else date.min
    span = max((line.points[-1][0] - first).days, 1) if line.points else 1

    def across(day: date) -> float:
        return round(LEFT + (right - LEFT) * (day - first).days / span, 1)

    ticks = range(low, high + 1, STEP)
    grid = [Line("g", f"M{LEFT} {up(tick):g}H{right:g}") for tick in ticks]
    words = [Words("s end", LEFT - 6, up(tick) + 4, str(tick)) for tick in ticks]
    words += [
        Words("s", LEFT + 6, up(level.score) + (13 if level.is_below else -5), level.label) for level in line.levels
    ]
    drawn = [(across(day), None if score is None else up(score)) for day, score in line.points]
    lines, dots = [Line("trend", path) for path in _paths(drawn)], list[Dot]()
    for day, label in line.marks:
        lines.append(Line("now", f"M{across(day):g} {TOP}V{BOTTOM}"))
        end = across(day) > (LEFT + right) / 2
        words.append(Words(f"b{' end' if end else ''}", across(day) + (-6 if end else 6), TOP + 10, label))
    if drawn and drawn[-1][1] is not None:
        x, y = drawn[-1][0], drawn[-1][1]
        dots.append(Dot("ink", x, y))
        words.append(Words("b", x + 9, y + 4, str(line.points[-1][1])))
        if line.without is not None:
            at = up(line.without)
            lines.append(Line("plan", f"M{max(x - 52, LEFT):g} {at:g}H{x:g}"))
            words.append(Words("s", x + 9, min(at + 4, y - 9), line.without_label))
    words += _days([day for day, _score in line.points], across)
    return Chart(
        key, title, _summary(line), width, HEIGHT, _table(line), grid=grid, lines=lines, dots=dots, words=words
    )


def _paths(points: Sequence[tuple[float, float | None]]) -> list[str]:
    """Return the path of each stretch of known points."""
    paths: list[str] = []
    stretch: list[str] = []
    for x, y in [*points, (0.0, None)]:
        if y is not None:
            stretch.append(f"{x:g} {y:g}")
        elif stretch:
            paths.append("M" + "L".join(stretch) + ("h0" if len(stretch) == 1 else ""))
            stretch = []
    return paths


def _days(days: Sequence[date], across: Callable[[date], float]) -> list[Words]:
    if not days:
        return []
    last = len(days) - 1
    places = sorted({round(last * number / (NAMES - 1)) for number in range(NAMES)})
    return [
        Words(
            "s" if place == 0 else "s end" if place == last else "s mid", across(days[place]), BOTTOM + 18,
            formats.day_and_month(days[place]),
        )
        for place in places
    ]  # fmt: skip


def _summary(line: TrendLine) -> str:
    known = [(day, score) for day, score in line.points if score is not None]
    if not known:
        return _("No score yet.")
    (first, before), (last, now) = known[0], known[-1]
    words = {
        "before": before, "first": formats.full_day(first), "now": now, "last": formats.full_day(last),
        "low": min(score for _day, score in known), "high": max(score for _day, score in known),
    }  # fmt: skip
    return _("%(before)s on %(first)s, %(now)s on %(last)s, between %(low)s and %(high)s.") % words


def _table(line: TrendLine) -> Table:
    rows = [(formats.full_day(day), _("unknown") if score is None else str(score)) for day, score in line.points]
    return Table((_("Date"), _("Score")), rows)
