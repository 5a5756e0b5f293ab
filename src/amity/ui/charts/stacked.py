"""Coming months as stacked bars with a capacity line each: whatever exceeds the line is over-sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Dot, Line, Scale, Table, Words, grid

WIDTH, HEIGHT = 740, 250
LEFT, TOP, BOTTOM = 42, 22, 226
CLOSE = 30
"""If bars are closer than this, every second month is named."""
BESIDE = 96
"""Room for labels right of the bars, which are broken into lines of so many characters:"""
LETTERS, LEADING = 14, 13
DASHED = frozenset({"maybe", "offer", "hoped"})
"""Styles that are an outline: work that continues unless ended, and unsigned work."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of part: its name and its style (`q1`, `q2`, `q4`, or one of `DASHED`)."""

    label: str
    css: str


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A month with a part for each layer, bottom first, and its line (None: none) in the unit of the axis."""

    month: int
    parts: Sequence[Decimal]
    line: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """Where a label belongs: the right edge and the middle of a part, the label's style, and the label."""

    x: float
    y: float
    css: str
    label: str


def stacked(
    key: str, title: str, bars: Sequence[StackedBar], layers: Sequence[Layer], line: str, unit: str, *,
    width: int = WIDTH,
) -> Chart:  # fmt: skip
    """Draw parts by month with a line over each bar, and labels beside the last bar. The table has the numbers."""
    tops = [sum(bar.parts, Decimal(0)) for bar in bars] + [bar.line for bar in bars if bar.line is not None]
    right = width - BESIDE
    scale = Scale.to_hold(max(tops, default=Decimal(0)), BOTTOM, TOP)
    rules, words = grid(scale, LEFT, right, unit)
    pitch = (right - LEFT) / max(len(bars), 1)
    boxes: list[Box] = []
    lines: list[Line] = []
    every = 2 if pitch < CLOSE else 1
    for place, bar in enumerate(bars):
        x, wide = round(LEFT + pitch * (place + 0.14), 1), round(pitch * 0.72, 1)
        boxes += _parts(bar, layers, scale, x, wide)
        if bar.line is not None:
            lines.append(Line("bud", f"M{x - pitch * 0.07:g} {scale.at(bar.line):g}h{wide + pitch * 0.14:g}"))
        if place % every == 0:
            words.append(Words("s mid", round(x + wide / 2, 1), BOTTOM + 16, formats.month(bar.month, year=False)))
    edges = [*(round(LEFT + pitch * (place + 0.86), 1) for place in range(len(bars) - 1)), float(right)]
    ends = _ends(bars, layers, scale, edges)
    if lines:
        top = next(bar.line for bar in reversed(bars) if bar.line is not None)
        ends.append(_End(float(right), scale.at(top), "b", line))
    leaders, dots, labels = _labels(sorted(ends, key=lambda end: end.y), right)
    heads = (_("Month"), *(layer.label for layer in layers), *((line,) if lines else ()))
    rows = [
        (
            formats.month(bar.month), *(formats.number(part, 0, 1) for part in bar.parts),
            *((formats.number(bar.line, 0, 1),) if lines else ()),
        )
        for bar in bars
    ]  # fmt: skip
    summary = _("%(count)d months in %(unit)s: %(parts)s.") % {
        "count": len(bars), "unit": unit, "parts": ", ".join(heads[1:]),
    }  # fmt: skip
    return Chart(
        key, title, summary, width, HEIGHT, Table(heads, rows), grid=rules, lines=[*lines, *leaders], boxes=boxes,
        dots=dots, words=[*words, *labels],
    )  # fmt: skip


def _parts(bar: StackedBar, layers: Sequence[Layer], scale: Scale, x: float, width: float) -> list[Box]:
    found, below, name = [], Decimal(0), formats.month(bar.month)
    for layer, part in zip(layers, bar.parts, strict=True):
        if part > 0:
            top, bottom = scale.at(below + part), scale.at(below)
            text = f"{name}, {layer.label}: {formats.number(part, 0, 1)}"
            gap = 1 if layer.css in DASHED and bottom - top > 3 else 0
            found.append(
                Box(layer.css, x + gap / 2, top + gap, width - gap, max(round(bottom - top - 2 * gap, 1), 0.5), text)
            )
            below += part
    return found


def _ends(
    bars: Sequence[StackedBar], layers: Sequence[Layer], scale: Scale, edges: Sequence[float]
) -> list[_End]:  # fmt: skip
    """Return where the label of each layer belongs: at its part in the last month that has one."""
    found = []
    for place, layer in enumerate(layers):
        last = next((at for at in reversed(range(len(bars))) if bars[at].parts[place] > 0), None)
        if last is not None:
            below, part = sum(bars[last].parts[:place], Decimal(0)), bars[last].parts[place]
            found.append(_End(edges[last], scale.at(below + part / 2), "", layer.label))
    return found


def _labels(ends: Sequence[_End], right: float) -> tuple[list[Line], list[Dot], list[Words]]:
    """Return labels right of the bars, moved apart so that none covers another, and a hairline to each moved part."""
    blocks = [wrap(end.label, LETTERS, break_long_words=False) for end in ends]
    room = BOTTOM - sum(len(block) for block in blocks) * LEADING
    lines: list[Line] = []
    dots: list[Dot] = []
    words: list[Words] = []
    floor = float(TOP - LEADING)
    for end, block in zip(ends, blocks, strict=True):
        tall = len(block) * LEADING
        top = max(min(end.y - tall / 2, room), floor)
        room, floor = room + tall, top + tall
        if end.x < right or abs(top + tall / 2 - end.y) > LEADING:
            dots += [Dot("ink", end.x - 3, end.y, 2)] if end.x < right else []
            lines.append(Line("g", f"M{end.x:g} {end.y:g}L{right + 4:g} {top + tall / 2:g}"))
        words += [
            Words(end.css, right + 7, round(top + LEADING * (place + 0.8), 1), text) for place, text in enumerate(block)
        ]
    return lines, dots, words
