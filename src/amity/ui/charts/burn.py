"""The burn of a project: hours used against plan and budget. Labels are on the lines, without a legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from amity.shared.dates.periods import month_of
from amity.ui import formats
from amity.ui.charts.drawing import Chart, Dot, Line, Scale, Table, Words, grid

WIDTH, HEIGHT, SMALL = 760, 300, 400
LEFT, TOP, BOTTOM = 50, 24, 262
Point = tuple[date, Decimal]
Across = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is expected at the end, with its range, and the day it is reached. `runs_out`: the budget is used up then,
    as other places say, not where the line happens to cross it.
    """

    until: date
    low: Decimal
    expected: Decimal
    high: Decimal
    runs_out: date | None = None


@dataclass(frozen=True, slots=True)
class BurnLine:
    """The values of a burn chart, in the unit of its axis: cumulative `actual` and `plan` by day, and the `budget`."""

    actual: Sequence[Point]
    plan: Sequence[Point] = ()
    budget: Decimal | None = None
    ahead: Ahead | None = None

    @property
    def drawn(self) -> list[Point]:
        """Every point that must fit."""
        return [*self.actual, *self.plan, *([(self.ahead.until, self.ahead.high)] if self.ahead else [])]


def burn(key: str, title: str, line: BurnLine, *, today: date, unit: str, width: int = WIDTH, label: str = "") -> Chart:
    """Draw use as a solid line, plan dotted, budget in ink, today as a hairline, and a ring where the budget was
    passed. What is expected is dashed in its range, with a ring where it crosses the budget. `label` names the
    hairline where it is another day than today.
    """
    points = line.drawn
    first = min((day for day, _value in points), default=today)
    last = max([day for day, _value in points] + [today])
    span = max((last - first).days, 1)
    scale = Scale.to_hold(max([value for _day, value in points] + [line.budget or Decimal(0)]), BOTTOM, TOP)

    right = width - (92 if width < SMALL else 148)

    def across(day: date) -> float:
        return round(LEFT + (right - LEFT) * (day - first).days / span, 1)

    rules, words = grid(scale, LEFT, right, unit)
    lines = _lines(line, today, across, scale, right)
    dots, labels = _marks(line, today, across, scale)
    names = _months(first, last, across, most=4 if width < SMALL else 8)
    words += [
        *names,
        *_hairline(across(today), right, label or _("today")),
        *labels,
        *_beside(_labels(line, scale), right),
    ]
    table = _table(line, unit)
    return Chart(
        key, title, _summary(line, today), width, HEIGHT, table, grid=rules, lines=lines, dots=dots, words=words
    )


def _lines(line: BurnLine, today: date, across: Across, scale: Scale, right: float) -> list[Line]:
    lines = _cone(line, across, scale)
    if line.plan:
        lines.append(Line("plan", _path(line.plan, across, scale)))
    if line.budget is not None:
        lines.append(Line("bud", f"M{LEFT} {scale.at(line.budget):g}H{right:g}"))
    lines.append(Line("now", f"M{across(today):g} {TOP}V{BOTTOM}"))
    if line.actual:
        lines.append(Line("act", _path(line.actual, across, scale)))
    return lines


def _cone(line: BurnLine, across: Across, scale: Scale) -> list[Line]:
    """Return the range of what is expected, and its middle."""
    if line.ahead is None or not line.actual:
        return []
    start, end = _path(line.actual[-1:], across, scale), f"{across(line.ahead.until):g}"
    low, expected, high = (scale.at(one) for one in (line.ahead.low, line.ahead.expected, line.ahead.high))
    return [Line("cone", f"{start}L{end} {high:g}L{end} {low:g}Z"), Line("fc", f"{start}L{end} {expected:g}")]


def _marks(line: BurnLine, today: date, across: Across, scale: Scale) -> tuple[list[Dot], list[Words]]:
    """Return the dot of the current use, and the ring where the budget was passed, with its date."""
    dots = [Dot("col", across(day), scale.at(value)) for day, value in line.actual[-1:]]
    passed = _passed(line)
    if passed is None or line.budget is None:
        return dots, []
    x, y = across(passed), scale.at(line.budget)
    text = (
        _("budget used up %(on_day)s") % {"on_day": formats.day_with("on", passed, today)}
        if passed > line.actual[-1][0]
        else _("over budget %(since_day)s") % {"since_day": formats.day_with("since", passed, today)}
    )
    beside = Words("fu b", x + 8, y + 18, text) if x < SMALL / 2 else Words("fu end b", x - 8, y - 8, text)
    return [*dots, Dot("hitp", x, y, 4.5)], [beside]


def _hairline(x: float, right: float, label: str) -> list[Words]:
    return [Words("s end" if x > right - 40 else "s mid", x, TOP - 8, label)]


def _labels(line: BurnLine, scale: Scale) -> list[tuple[float, str, str]]:
    """Return each line's end, its label's style, and its label."""
    found = [(value, "s", _("plan %(value)s")) for _day, value in line.plan[-1:]]
    if line.budget is not None:
        found.append((line.budget, "b", _("budget %(value)s")))
    if line.ahead is not None:
        found.append((line.ahead.expected, "fa b", _("expected %(value)s")))
    else:
        found += [(value, "fa b", _("used %(value)s")) for _day, value in line.actual[-1:]]
    return [(scale.at(value), css, text % {"value": formats.number(value, 0, 0)}) for value, css, text in found]


def _path(points: Sequence[Point], across: Across, scale: Scale) -> str:
    return "M" + "L".join(f"{across(day):g} {scale.at(value):g}" for day, value in points)


def _months(first: date, last: date, across: Across, *, most: int) -> list[Words]:
    """Return a label at the first day of each month, at most `most` of them."""
    found = [date(first.year + number // 12, number % 12 + 1, 1) for number in range(first.month, first.month + 120)]
    starts = [day for day in found if first < day <= last]
    labelled = starts[:: max(1, -(-len(starts) // most))]
    names = [Words("s mid", across(day), BOTTOM + 17, formats.month(month_of(day), year=False)) for day in labelled]
    if labelled and across(labelled[0]) - LEFT < 46:
        names = names[1:]
    return [Words("s", LEFT, BOTTOM + 17, formats.day_and_month(first)), *names]


def _passed(line: BurnLine) -> date | None:
    """Return the day the budget was passed or is expected to be, between two points, or None."""
    if line.budget is None:
        return None
    known = [*line.actual, *([(line.ahead.until, line.ahead.expected)] if line.ahead and line.actual else [])]
    for (before, low), (after, high) in pairwise(known):
        if low <= line.budget < high:
            if line.ahead and line.ahead.runs_out and after == line.ahead.until:
                return line.ahead.runs_out
            return before + (after - before) * float((line.budget - low) / (high - low))
    return None


def _beside(labels: Sequence[tuple[float, str, str]], right: float) -> list[Words]:
    """Return labels right of the lines, moved apart so that none covers another."""
    placed: list[Words] = []
    floor = -100.0
    for y, css, text in sorted(labels):
        floor = max(y + 4, floor + 14)
        placed.append(Words(css, right + 10, round(floor, 1), text))
    return placed


def _summary(line: BurnLine, today: date) -> str:
    used = formats.number(line.actual[-1][1], 0, 0) if line.actual else "0"
    text = _("%(used)s used until %(day)s.") % {"used": used, "day": formats.full_day(today)}
    if line.budget is not None:
        text += " " + _("Budget %(budget)s.") % {"budget": formats.number(line.budget, 0, 0)}
    if line.ahead is not None:
        text += " " + _("Expected %(expected)s, between %(low)s and %(high)s.") % {
            "expected": formats.number(line.ahead.expected, 0, 0),
            "low": formats.number(line.ahead.low, 0, 0),
            "high": formats.number(line.ahead.high, 0, 0),
        }
    return text


def _table(line: BurnLine, unit: str) -> Table:
    plan = dict(line.plan)
    rows = [(formats.full_day(day), formats.number(value), formats.number(plan.get(day))) for day, value in line.actual]
    return Table((_("Date"), _("Used, %(unit)s") % {"unit": unit}, _("Plan")), rows)
