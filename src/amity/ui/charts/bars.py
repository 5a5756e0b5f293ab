"""Bars: fees by month split into cost and delivery profit, and a ranking of a few values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Line, Scale, Table, Words, grid

WIDTH, HEIGHT = 480, 300
LEFT, TOP, BOTTOM = 42, 30, 272
BESIDE = 66
"""Room for labels right of the bars, which are broken into lines of so many characters:"""
LINE, LEADING = 11, 13
CLOSE = 28
"""If bars are closer than this, every second month is named and the percent sign is left out."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month: fees and cost in the unit of the axis, and the share left in basis points (None: not computable)."""

    month: int
    fees: Decimal
    cost: Decimal
    left_share: int | None


def margin_by_month(key: str, title: str, bars: Sequence[MonthBar], unit: str, *, width: int = WIDTH) -> Chart:
    """Draw fees by month: cost below, profit above, its share on top. Cost beyond the fees is crimson.

    `width` is that of its place, in pixels. Text keeps its size, and labels without room are left out.
    """
    right = width - BESIDE
    scale = Scale.to_hold(max((max(bar.fees, bar.cost) for bar in bars), default=Decimal(0)), BOTTOM, TOP)
    rules, words = grid(scale, LEFT, right, unit)
    pitch = (right - LEFT) / max(len(bars), 1)
    boxes: list[Box] = []
    for place, bar in enumerate(bars):
        x = LEFT + pitch * place + pitch * 0.16
        boxes += _month_boxes(bar, scale, round(x, 1), round(pitch * 0.68, 1))
        words += _month_words(bar, scale, round(x + pitch * 0.34, 1), pitch, place)
    words += _side_labels(bars, scale, right)
    rows = [
        (formats.month(bar.month), formats.number(bar.fees), formats.number(bar.cost), formats.percent(bar.left_share))
        for bar in bars
    ]
    heads = (
        _("Month"),
        _("Net fees, %(unit)s") % {"unit": unit},
        _("Cost, %(unit)s") % {"unit": unit},
        _("Delivery profit"),
    )
    summary = _("Net fees and cost of %(count)d months; the part above the cost is delivery profit.") % {
        "count": len(bars)
    }
    return Chart(key, title, summary, width, HEIGHT, Table(heads, rows), grid=rules, boxes=boxes, words=words)


def _month_boxes(bar: MonthBar, scale: Scale, x: float, width: float) -> list[Box]:
    fees, cost = max(bar.fees, Decimal(0)), max(bar.cost, Decimal(0))
    name = formats.month(bar.month)
    stacked = (
        ("q1", Decimal(0), min(fees, cost), _("cost")),
        ("q4", cost, fees, _("delivery profit")),
        ("over", fees, cost, _("cost beyond the fees")),
    )
    return [
        Box(
            css,
            x,
            scale.at(high),
            width,
            round(scale.at(low) - scale.at(high), 1),
            f"{name}, {label}: {formats.number(high - low)}",
        )
        for css, low, high, label in stacked
        if high > low
    ]


def _month_words(bar: MonthBar, scale: Scale, middle: float, pitch: float, place: int) -> list[Words]:
    """Return the labels of a month's name and its share if there is room, names first."""
    every = max(1, round(CLOSE / pitch + 0.3)) if pitch < CLOSE else 1
    month = [Words("s mid", middle, BOTTOM + 16, formats.month(bar.month, year=False))] if place % every == 0 else []
    if bar.left_share is None or pitch < CLOSE / 2 + 4:
        return month
    css = "mid fu" if bar.left_share < 0 else "mid"
    share = formats.percent(bar.left_share, places=0)
    if pitch < CLOSE:
        share = formats.number(round(bar.left_share / 100))
    return [*month, Words(css, middle, scale.at(max(bar.fees, bar.cost, Decimal(0))) - 6, share)]


def _side_labels(bars: Sequence[MonthBar], scale: Scale, right: int) -> list[Words]:
    """Return the labels of the two parts, next to the last bar that shows both."""
    whole = [bar for bar in bars if bar.fees > bar.cost > 0]
    if not whole:
        return []
    last = whole[-1]
    cost = scale.at(last.cost / 2) + 4
    lines = wrap(_("delivery profit"), LINE, break_long_words=False)
    low = min(scale.at((last.fees + last.cost) / 2) + 4 + LEADING * (len(lines) - 1) / 2, cost - 14)
    tops = [low - LEADING * (len(lines) - 1 - place) for place in range(len(lines))]
    beside = [Words("", right + 6, round(top, 1), line) for top, line in zip(tops, lines, strict=True)]
    return [Words("", right + 6, cost, _("cost")), *beside]


@dataclass(frozen=True, slots=True)
class RankedBar:
    """A value of a ranking: its text, and its style (`ink`, `col`, `watch`, `over`)."""

    label: str
    value: Decimal
    written: str
    css: str = "ink"


def ranked(
    key: str, title: str, bars: Sequence[RankedBar], *, target: Decimal | None = None, target_label: str = ""
) -> Chart:
    """Draw horizontal bars on one scale, labels left and figures right. `target` is one ink line across all."""
    row, top, left, right = 30, 24 if target is not None else 6, 130, 390
    largest = max([bar.value for bar in bars] + ([target] if target is not None else []), default=Decimal(0))
    scale = Scale(float(max(largest, Decimal("0.01"))), 1, left, right)
    bottom = top + row * len(bars)
    boxes = [
        Box(
            bar.css,
            left,
            top + row * place + 9,
            max(round(scale.at(max(bar.value, Decimal(0))) - left, 1), 0),
            12,
            f"{bar.label}: {bar.written}",
        )
        for place, bar in enumerate(bars)
    ]
    words = [
        word
        for place, bar in enumerate(bars)
        for word in (
            Words("", 0, top + row * place + 19, bar.label),
            Words("b end", WIDTH, top + row * place + 19, bar.written),
        )
    ]
    lines = [Line("ax", f"M{left} {top}V{bottom}")]
    if target is not None:
        lines.append(Line("bud", f"M{scale.at(target):g} {top}V{bottom}"))
        words.append(Words("s mid", scale.at(target), top - 8, target_label))
    table = Table((title, _("Value")), [(bar.label, bar.written) for bar in bars])
    return Chart(key, title, title, WIDTH, bottom + 6, table, lines=lines, boxes=boxes, words=words)
