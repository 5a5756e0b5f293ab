"""Coming months as stacked bars with a capacity line each: whatever exceeds the line is over-sold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from textwrap import wrap

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Line, Scale, Table, Words, grid

WIDTH, HEIGHT = 740, 250
LEFT, TOP, BOTTOM = 42, 22, 226
CLOSE = 30
"""If bars are closer than this, every second month is named."""
BESIDE = 96
"""Room for labels right of the bars, which are broken into lines of so many characters:"""
LETTERS, LEADING = 14, 13
MARGIN = 8
"""Room right of the bars if the labels are in a key above them."""
SAMPLE, ROW, LETTER = 12, 18, 6.1
"""Sizes of the key: the width of a sample, the height of a row, and the width of a character of the labels."""
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
    """Where a label belongs: the middle of a part of the last bar, the label's style, and the label."""

    y: float
    css: str
    label: str


@dataclass(frozen=True, slots=True)
class _Key:
    """What names the parts: labels beside the last bar, or samples with labels above all bars, `height` of them."""

    words: Sequence[Words]
    boxes: Sequence[Box] = ()
    lines: Sequence[Line] = ()
    height: float = 0


def stacked(
    key: str, title: str, bars: Sequence[StackedBar], layers: Sequence[Layer], line: str, unit: str, *,
    width: int = WIDTH,
) -> Chart:  # fmt: skip
    """Draw parts by month with a line over each bar. Labels are beside the last bar where each fits beside its part,
    otherwise in a key above the bars. The table has the numbers.
    """
    tops = [sum(bar.parts, Decimal(0)) for bar in bars] + [bar.line for bar in bars if bar.line is not None]
    has_line = any(bar.line is not None for bar in bars)
    shown = [layer for place, layer in enumerate(layers) if any(bar.parts[place] > 0 for bar in bars)]
    largest = max(tops, default=Decimal(0))
    beside = _beside(bars, layers, line, Scale.to_hold(largest, BOTTOM, TOP), width - BESIDE)
    named = beside or _above(shown, line if has_line else "", width)
    right, down = width - (BESIDE if beside else MARGIN), named.height
    scale = Scale.to_hold(largest, BOTTOM + down, TOP + down)
    rules, words = grid(scale, LEFT, right, unit)
    words = [*words[:-1], replace(words[-1], y=words[-1].y + down)]
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
            month = formats.month(bar.month, year=False)
            words.append(Words("s mid", round(x + wide / 2, 1), BOTTOM + down + 16, month))
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
        key, title, summary, width, round(HEIGHT + down), Table(heads, rows), grid=rules,
        lines=[*lines, *named.lines], boxes=[*boxes, *named.boxes], words=[*words, *named.words],
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


def _beside(
    bars: Sequence[StackedBar], layers: Sequence[Layer], line: str, scale: Scale, right: float
) -> _Key | None:  # fmt: skip
    """Return labels beside the last bar, or None if one can't be beside what it names, or covers another."""
    ends: list[_End] = []
    for place, layer in enumerate(layers):
        if bars and bars[-1].parts[place] > 0:
            below, part = sum(bars[-1].parts[:place], Decimal(0)), bars[-1].parts[place]
            ends.append(_End(scale.at(below + part / 2), "", layer.label))
        elif any(bar.parts[place] > 0 for bar in bars):
            return None
    if bars and bars[-1].line is not None:
        ends.append(_End(scale.at(bars[-1].line), "b", line))
    words: list[Words] = []
    floor = float(TOP - LEADING)
    for end in sorted(ends, key=lambda end: end.y):
        block = wrap(end.label, LETTERS, break_long_words=False)
        top = max(min(end.y - len(block) * LEADING / 2, BOTTOM - len(block) * LEADING), floor)
        floor = top + len(block) * LEADING
        if abs((top + floor) / 2 - end.y) > LEADING or floor > BOTTOM:
            return None
        words += [
            Words(end.css, right + 7, round(top + LEADING * (place + 0.8), 1), text) for place, text in enumerate(block)
        ]
    return _Key(words)


def _above(layers: Sequence[Layer], line: str, width: float) -> _Key:
    """Return a key of the parts, and of the line if it has a name, in as many rows as it takes."""
    words, boxes, lines = [], [], []
    x, row = 0.0, 0
    for label, css in [*((layer.label, layer.css) for layer in layers), *([(line, "bud")] if line else [])]:
        wide = SAMPLE + 6 + len(label) * LETTER
        if x and x + wide > width:
            x, row = 0.0, row + 1
        top = row * ROW
        if css == "bud":
            lines.append(Line(css, f"M{x:g} {top + 7:g}h{SAMPLE}"))
        else:
            boxes.append(Box(css, x + 0.5, top + 2, SAMPLE - 1, 9))
        words.append(Words("", round(x + SAMPLE + 6, 1), top + 11, label))
        x += wide + 14
    return _Key(words, boxes, lines, (row + 1) * ROW + 6)
