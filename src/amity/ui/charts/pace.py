"""The pace of a period by working day: used so far, an even pace, what is available, and the expected end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Chart, Dot, Line, Scale, Table, Words, grid

WIDTH, HEIGHT = 520, 256
LEFT, TOP, BOTTOM, BESIDE = 40, 24, 230, 108


@dataclass(frozen=True, slots=True)
class PaceLine:
    """`used` is cumulative, one value for each working day gone of `days`. `expected` is between `low` and `high`."""

    days: Sequence[date]
    used: Sequence[Decimal]
    there: Decimal
    expected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def pace_chart(key: str, title: str, line: PaceLine, *, unit: str, width: int = WIDTH) -> Chart:
    """Draw usage solid, an even pace dotted, the available quantity as one line, the forecast dashed in its range."""
    last = line.used[-1] if line.used else Decimal(0)
    tops = [last, line.there, line.expected or Decimal(0), line.high or Decimal(0)]
    scale = Scale.to_hold(max(tops), BOTTOM, TOP)
    right = width - BESIDE
    rules, words = grid(scale, LEFT, right, unit)
    lines, gone = _lines(line, last, scale, right), len(line.used)
    dots = [Dot("col", _across(line, gone, right), scale.at(last), 3.5)] if line.used else []
    words += [*_days(line, right), *_beside(_labels(line, last, scale), right)]
    return Chart(
        key, title, _summary(line, last, unit), width, HEIGHT, _table(line, unit), grid=rules, lines=lines, dots=dots,
        words=words,
    )  # fmt: skip


def _lines(line: PaceLine, last: Decimal, scale: Scale, right: float) -> list[Line]:
    now, y = _across(line, len(line.used), right), scale.at(last)
    lines = []
    if line.low is not None and line.high is not None:
        lines.append(
            Line("cone", f"M{now:g} {y:g}L{right:g} {scale.at(line.high):g}L{right:g} {scale.at(line.low):g}Z")
        )
    lines.append(Line("plan", f"M{LEFT} {BOTTOM}L{right:g} {scale.at(line.there):g}"))
    lines.append(Line("bud", f"M{LEFT} {scale.at(line.there):g}H{right:g}"))
    points = [
        (LEFT, float(BOTTOM)),
        *((_across(line, n, right), scale.at(value)) for n, value in enumerate(line.used, 1)),
    ]
    lines.append(Line("act", "M" + "L".join(f"{x:g} {at:g}" for x, at in points)))
    if line.expected is not None and len(line.used) < len(line.days):
        lines.append(Line("fc", f"M{now:g} {y:g}L{right:g} {scale.at(line.expected):g}"))
    return lines


def _across(line: PaceLine, gone: int, right: float) -> float:
    return round(LEFT + (right - LEFT) * gone / max(len(line.days), 1), 1)


def _days(line: PaceLine, right: float) -> list[Words]:
    """Return labels of the first working day, and the first of each week after it."""
    named = [Words("s", LEFT, BOTTOM + 16, formats.day_and_month(line.days[0]))] if line.days else []
    for place, day in enumerate(line.days):
        if place > 2 and day.isocalendar().week != line.days[place - 1].isocalendar().week:
            named.append(Words("s mid", _across(line, place + 1, right), BOTTOM + 16, str(day.day)))
    step = max(1, -(-(len(named) - 1) // 6))
    return [*named[:1], *named[1::step]]


def _labels(line: PaceLine, last: Decimal, scale: Scale) -> list[tuple[float, str, str]]:
    found = [(scale.at(line.there), "b", _("%(value)s available") % {"value": _short(line.there)})]
    if line.expected is None or len(line.used) >= len(line.days):
        return [*found, (scale.at(last), "fa b", _("%(value)s used") % {"value": _short(last)})]
    if line.low is not None and line.high is not None:
        text = _("%(low)s to %(high)s") % {"low": _short(line.low), "high": _short(line.high)}
        found.append((scale.at(line.expected) - 0.1, "s", text))
    return [*found, (scale.at(line.expected), "fa b", _("%(value)s expected") % {"value": _short(line.expected)})]


def _beside(labels: Sequence[tuple[float, str, str]], right: float) -> list[Words]:
    """Return labels right of the lines, moved apart so that none covers another, and back up if they end too low."""
    ordered = sorted(labels)
    placed: list[float] = []
    for y, _css, _text in ordered:
        placed.append(max(y + 4, placed[-1] + 14) if placed else y + 4)
    too_low = max(placed[-1] - BOTTOM, 0) if placed else 0
    return [
        Words(css, right + 8, round(y - too_low, 1), text) for y, (_at, css, text) in zip(placed, ordered, strict=True)
    ]


def _short(value: Decimal) -> str:
    return formats.number(value, 0, 0)


def _summary(line: PaceLine, last: Decimal, unit: str) -> str:
    text = _("%(used)s used after %(gone)s of %(days)s working days, %(there)s available.") % {
        "used": _short(last), "gone": len(line.used), "days": len(line.days), "there": _short(line.there),
    }  # fmt: skip
    if line.expected is not None:
        text += " " + _("%(expected)s expected by the end.") % {"expected": _short(line.expected)}
    return text


def _table(line: PaceLine, unit: str) -> Table:
    count = max(len(line.days), 1)
    rows = [
        (formats.full_day(day), formats.number(value), formats.number(line.there * n / count))
        for n, (day, value) in enumerate(zip(line.days, line.used, strict=False), 1)
    ]
    return Table((_("Date"), _("Used, %(unit)s") % {"unit": unit}, _("Even pace")), rows)
