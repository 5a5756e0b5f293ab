"""Things as bubbles between two measures: across a share, up a score, and as large as an amount."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Dot, Line, Table, Words

HEIGHT = 250
LEFT, TOP, BOTTOM, BESIDE = 34, 22, 206, 16
LEAST, MOST = 5.0, 19.0
NEAR_X, NEAR_Y = 90, 11
"""Labels nearer than this would cover each other; the smaller bubble stays without one."""
EDGE = 90


@dataclass(frozen=True, slots=True)
class Bubble:
    """A thing: its share in percent, its score, its size, the class of its state, and how its size is written."""

    label: str
    share: Decimal
    score: int
    size: Decimal
    state: str
    written: str


@dataclass(frozen=True, slots=True)
class Field:
    """What the bubbles are compared with, and the words of the axes."""

    target: int
    good_from: int
    across: str
    up: str
    size: str
    good: str


def bubbles(key: str, title: str, found: Sequence[Bubble], field: Field, *, width: int) -> Chart:
    """Draw each thing as a bubble, the largest first, so that no small one is hidden."""
    right = width - BESIDE
    low, high = _bounds([float(one.share) for one in found] + [float(field.target)], 20, 10)
    bottom, top = _bounds([float(one.score) for one in found] + [float(field.good_from)], 20, 5)
    bottom, top = max(bottom, 0), min(top, 100)

    def across(share: float) -> float:
        return round(LEFT + (right - LEFT) * (share - low) / (high - low), 1)

    def up(score: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (score - bottom) / (top - bottom), 1)

    zone_top = min(up(field.good_from), BOTTOM)
    boxes = [Box("zone", across(field.target), TOP, round(right - across(field.target), 1), round(zone_top - TOP, 1))]
    steps = range(bottom, top + 1, max((top - bottom) // 4 // 5 * 5, 5))
    grid = [Line("g", f"M{LEFT} {up(tick):g}H{right:g}") for tick in steps]
    words = [Words("s end", LEFT - 6, up(tick) + 4, str(tick)) for tick in steps]
    words += [Words("s", 0, 9, field.up), Words("s end", right, BOTTOM + 34, field.across)]
    shares = [low + (high - low) * number // 3 for number in range(4)]
    words += [Words("s mid", across(share), BOTTOM + 18, formats.percent(share * 100, places=0)) for share in shares]
    lines = [Line("plan", f"M{across(field.target):g} {TOP}V{BOTTOM}")]
    words.append(Words("s", across(field.target) + 4, TOP - 6, field.good))
    largest = max((float(one.size) for one in found), default=0.0) or 1.0
    ordered = sorted(found, key=lambda one: (-one.size, one.label))
    dots = [
        Dot(f"bub is-{one.state}", across(float(one.share)), up(one.score), _radius(float(one.size), largest))
        for one in ordered
    ]
    words += _labels(ordered, dots, right)
    rows = [(one.label, str(one.score), formats.percent(round(one.share * 100)), one.written) for one in ordered]
    table = Table((_("Account"), field.up, field.across, field.size), rows)
    summary = _("%(count)d accounts by %(up)s and %(across)s.") % {
        "count": len(found), "up": field.up, "across": field.across,
    }  # fmt: skip
    return Chart(key, title, summary, width, HEIGHT, table, grid=grid, lines=lines, boxes=boxes, dots=dots, words=words)


def _bounds(values: Sequence[float], least: int, step: int) -> tuple[int, int]:
    """Return bounds in whole steps around some values, at least so far apart."""
    low, high = math.floor(min(values) / step) * step - step, math.ceil(max(values) / step) * step + step
    return (low, high) if high - low >= least else (low - least // 2, high + least // 2)


def _radius(size: float, largest: float) -> float:
    """Return a radius so that the area follows the size."""
    return round(max(LEAST, MOST * math.sqrt(max(size, 0) / largest)), 1)


def _labels(ordered: Sequence[Bubble], dots: Sequence[Dot], right: float) -> list[Words]:
    placed: list[tuple[float, float]] = []
    found = []
    for one, dot in zip(ordered, dots, strict=True):
        left = dot.x > right - EDGE
        x, y = dot.x + (-dot.r - 4 if left else dot.r + 4), dot.y + 4
        middle = x - NEAR_X / 2 if left else x + NEAR_X / 2
        if any(abs(middle - other) < NEAR_X and abs(y - height) < NEAR_Y for other, height in placed):
            continue
        placed.append((middle, y))
        found.append(Words("s end" if left else "s", round(x, 1), round(y, 1), one.label))
    return found
