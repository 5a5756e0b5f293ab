"""Dated readings on their way to a target, with the even pace that would reach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Chart, Dot, Line, Scale, Table, Words

HEIGHT = 220
LEFT, TOP, BOTTOM, BESIDE = 52, 22, 182, 96
NEAR = 13
Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class AimLine:
    """The readings, oldest first. `pace` is the start and the end of the even pace, None if it isn't known."""

    readings: Sequence[Point]
    pace: tuple[Point, Point] | None = None
    target: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Axes:
    first: date
    days: int
    right: float
    low: float
    scale: Scale

    def across(self, day: date) -> float:
        return round(LEFT + (self.right - LEFT) * (day - self.first).days / self.days, 1)

    def up(self, value: Decimal | float) -> float:
        return self.scale.at(float(value) - self.low)


def aim(key: str, title: str, line: AimLine, *, width: int) -> Chart:
    """Draw the readings as a solid line, the even pace dotted, and the target as a level with its value."""
    axes = _axes(line, width)
    ticks = [axes.low + tick for tick in axes.scale.ticks()]
    grid = [Line("g", f"M{LEFT} {axes.up(tick):g}H{axes.right:g}") for tick in ticks]
    words = [Words("s end", LEFT - 7, axes.up(tick) + 4, _number(tick)) for tick in ticks]
    words.append(Words("s", 0, 10, line.unit))
    lines = list[Line]()
    if line.pace:
        lines.append(Line("plan", _path(line.pace, axes)))
    if line.target is not None:
        lines.append(Line("bud", f"M{LEFT} {axes.up(line.target):g}H{axes.right:g}"))
    lines.append(Line("act", _path(line.readings, axes)))
    dots = [Dot("col", axes.across(day), axes.up(value)) for day, value in line.readings]
    words += [*_ends(line, axes), *_days(axes)]
    return Chart(
        key, title, _summary(line), width, HEIGHT, _table(line), grid=grid, lines=lines, dots=dots, words=words
    )


def _axes(line: AimLine, width: int) -> _Axes:
    points = [*line.readings, *(line.pace or ())]
    days = [day for day, _value in points]
    values = [float(value) for _day, value in points] + ([float(line.target)] if line.target is not None else [])
    low, high = min(values), max(values)
    floor = 0.0 if 0 <= low <= (high - low) * 2 else low - (high - low) * 0.1
    step = Scale.to_hold(high - floor or 1, BOTTOM, TOP).step
    floor = step * (floor // step)
    scale = Scale.to_hold(max(high - floor, step), BOTTOM, TOP)
    return _Axes(min(days), max((max(days) - min(days)).days, 1), width - BESIDE, floor, scale)


def _ends(line: AimLine, axes: _Axes) -> list[Words]:
    """Return the newest reading and the target beside their lines, apart from each other."""
    day, value = line.readings[-1]
    x, y = axes.across(day) + 9, axes.up(value) + 4
    if line.target is None:
        return [Words("fa b", x, y, _number(value))]
    at = axes.up(line.target) + 4
    if abs(at - y) < NEAR:
        y = at + NEAR
    target = Words("b", axes.right + 8, at, _("target %(value)s") % {"value": _number(line.target)})
    return [Words("fa b", x, y, _number(value)), target]


def _days(axes: _Axes) -> list[Words]:
    last = date.fromordinal(axes.first.toordinal() + axes.days)
    return [
        Words("s", LEFT, BOTTOM + 18, formats.full_day(axes.first)),
        Words("s end", axes.right, BOTTOM + 18, formats.full_day(last)),
    ]


def _path(points: Sequence[Point], axes: _Axes) -> str:
    path = "M" + "L".join(f"{axes.across(day):g} {axes.up(value):g}" for day, value in points)
    return path + ("h0" if len(points) == 1 else "")


def _number(value: Decimal | float) -> str:
    return formats.number(Decimal(str(round(float(value), 4))), 0, 4)


def _summary(line: AimLine) -> str:
    (first, before), (last, now) = line.readings[0], line.readings[-1]
    words = {
        "before": _number(before), "first": formats.full_day(first), "now": _number(now), "last": formats.full_day(last)
    }  # fmt: skip
    sentence = _("%(before)s on %(first)s, %(now)s on %(last)s.") % words
    if line.target is None:
        return sentence
    target = _("The target is %(value)s.") % {"value": _number(line.target)}
    return f"{sentence} {target}"


def _table(line: AimLine) -> Table:
    value = _("Value")
    head = f"{value}, {line.unit}" if line.unit else value
    return Table((_("Date"), head), [(formats.full_day(day), _number(read)) for day, read in line.readings])
