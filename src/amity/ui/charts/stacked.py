"""Coming months as stacked bars with a capacity line each: whatever exceeds the line is over-sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Line, Scale, Table, Words, grid

WIDTH, HEIGHT = 740, 262
LEFT, TOP, BOTTOM = 42, 22, 226
CLOSE = 30
"""If bars are closer than this, every second month is named."""
LETTER = 6.1
"""About the width of a character, to place the legend below the months."""
KEY_LINE = 18
DASHED = frozenset({"maybe", "offer"})
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


def stacked(
    key: str, title: str, bars: Sequence[StackedBar], layers: Sequence[Layer], line: str, unit: str, *,
    width: int = WIDTH,
) -> Chart:  # fmt: skip
    """Draw parts by month with a line over each bar, and the legend below. The table has the numbers."""
    tops = [sum(bar.parts, Decimal(0)) for bar in bars] + [bar.line for bar in bars if bar.line is not None]
    scale = Scale.to_hold(max(tops, default=Decimal(0)), BOTTOM, TOP)
    rules, words = grid(scale, LEFT, width, unit)
    pitch = (width - LEFT) / max(len(bars), 1)
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
    key_boxes, key_lines, key_words, bottom = _key(layers, line if lines else "", width)
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
        key, title, summary, width, bottom, Table(heads, rows), grid=rules, lines=[*lines, *key_lines],
        boxes=[*boxes, *key_boxes], words=[*words, *key_words],
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


def _key(layers: Sequence[Layer], line: str, width: int) -> tuple[list[Box], list[Line], list[Words], int]:
    """Return the legend under the months, in as many rows as needed, and where it ends."""
    boxes: list[Box] = []
    lines: list[Line] = []
    words: list[Words] = []
    x, y = float(LEFT), BOTTOM + 40
    for name, css in [*((layer.label, layer.css) for layer in layers), *([(line, "")] if line else [])]:
        wide = 18 + len(name) * LETTER + 14
        if x > LEFT and x + wide - 14 > width:
            x, y = float(LEFT), y + KEY_LINE
        if css:
            boxes.append(Box(css, x, y - 9, 11, 10))
        else:
            lines.append(Line("bud", f"M{x:g} {y - 4}h11"))
        words.append(Words("" if css else "b", x + 17, y, name))
        x = round(x + wide, 1)
    return boxes, lines, words, y + 8
