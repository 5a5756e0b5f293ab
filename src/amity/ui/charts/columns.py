"""Columns: one or two values for each of a few labels, each with its number on top."""

from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Final

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Scale, Table, Words, grid

WIDTH, HEIGHT = 480, 260
LEFT, TOP, BOTTOM = 52, 30, 210
LEADING: Final = 12
STYLES: Final = ("q1", "q4")
LETTER: Final = 6.2
"""The width of a character of a label, in units of the view box."""
LINES: Final = 2
WHOLE_FROM: Final = 1_000
Series = Sequence[tuple[str, Sequence[Decimal | None]]]


def columns(
    key: str, title: str, labels: Sequence[str], series: Series, unit: str, *, width: int = WIDTH
) -> Chart:  # fmt: skip
    """Draw the values of up to two series side by side by label. None leaves a gap. The table has the numbers."""
    known = [max(value, Decimal(0)) for _name, values in series for value in values if value is not None]
    scale = Scale.to_hold(max(known, default=Decimal(0)), BOTTOM, TOP)
    right = width - 8
    rules, words = grid(scale, LEFT, right, unit)
    pitch = (right - LEFT) / max(len(labels), 1)
    wide = round(min(pitch * 0.7 / max(len(series), 1), 64), 1)
    boxes: list[Box] = []
    whole = is_large(series)
    for place, label in enumerate(labels):
        middle = LEFT + pitch * (place + 0.5)
        start = middle - wide * len(series) / 2
        for number, (name, values) in enumerate(series):
            value = values[place]
            if value is None:
                continue
            text, top = formats.number(value, 0, 0 if whole else 1), scale.at(max(value, Decimal(0)))
            x = round(start + wide * number, 1)
            box = Box(STYLES[number % 2], x, top, wide, max(round(BOTTOM - top, 1), 0.5), f"{label}, {name}: {text}")
            boxes.append(box)
            if len(text) * LETTER <= max(wide, pitch / max(len(series), 1)):
                words.append(Words("mid b", round(x + wide / 2, 1), top - 6, text))
        words += _label(label, round(middle, 1), pitch)
    words += _legend(series, right)
    rows = [
        (label, *(_known(values[place]) for _name, values in series))
        for place, label in enumerate(labels)
    ]  # fmt: skip
    heads = ("", *(_("%(what)s, %(unit)s") % {"what": name, "unit": unit} for name, _values in series))
    summary = _("%(count)d values in %(unit)s.") % {"count": len(labels), "unit": unit}
    return Chart(key, title, summary, width, HEIGHT, Table(heads, rows), grid=rules, boxes=boxes, words=words)


def is_large(series: Series) -> bool:
    """Return whether the values are large enough to be shown without decimals."""
    return any(value is not None and abs(value) >= WHOLE_FROM for _name, values in series for value in values)


def _known(value: Decimal | None) -> str:
    return _("not known") if value is None else formats.number(value)


def _label(label: str, middle: float, pitch: float) -> list[Words]:
    """Return a label in up to two lines below its columns, cut where it doesn't fit."""
    most = max(int(pitch / LETTER), 4)
    lines = wrap(label, most, max_lines=LINES, placeholder="…", break_long_words=True)
    return [Words("s mid", middle, BOTTOM + 16 + LEADING * place, line) for place, line in enumerate(lines)]


def _legend(series: Series, right: float) -> list[Words]:
    """Return the names of two series, each next to its sign in the order of the columns."""
    if len(series) < 2:
        return []
    names = _("left: %(first)s, right: %(second)s") % {"first": series[0][0], "second": series[1][0]}
    return [Words("s end", right, 9, names)]
