"""Things as bubbles between two measures: across a share, up a score, and as large as an amount."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from amity.ui import formats
from amity.ui.charts.drawing import Box, Chart, Dot, Line, Table, Words

HEIGHT = 250
LEFT, TOP, BOTTOM, BESIDE = 34, 22, 206, 16
LEAST, MOST = 5.0, 19.0
LETTER, HIGH = 5.6, 11
"""About how wide a letter of a label is, and how high a line. A label that finds no free place is left out."""


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
    low, high = _bounds([float(one.share) for one in found] + [float(field.target)], 20, 20)
    bottom, top = _bounds([float(one.score) for one in found] + [float(field.good_from)], 20, 10)
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
    shares = range(low, high + 1, math.ceil((high - low) / 5 / 20) * 20)
    words += [Words("s mid", across(share), BOTTOM + 18, formats.percent(share * 100, places=0)) for share in shares]
    lines = [Line("plan", f"M{across(field.target):g} {TOP}V{BOTTOM}")]
    words.append(Words("s", across(field.target) + 4, TOP - 6, field.good))
    largest = max((float(one.size) for one in found), default=0.0) or 1.0
    ordered = sorted(found, key=lambda one: (-one.size, one.label))
    dots = [
        Dot(f"bub is-{one.state}", across(float(one.share)), up(one.score), _radius(float(one.size), largest))
        for one in ordered
    ]
    words += _labels(ordered, dots, width)
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label would be: the words as drawn, and the corners they take."""

    words: Words
    left: float
    high: float
    right: float
    low: float

    def covers(self, dot: Dot) -> bool:
        """Return whether the label and a bubble overlap."""
        x, y = min(max(dot.x, self.left), self.right), min(max(dot.y, self.high), self.low)
        return (dot.x - x) ** 2 + (dot.y - y) ** 2 < dot.r**2

    def meets(self, other: "_Place") -> bool:
        """Return whether two labels overlap."""
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.low < other.high or other.low < self.high)


def _labels(ordered: Sequence[Bubble], dots: Sequence[Dot], width: float) -> list[Words]:
    """Return a label for each bubble, where it covers no other bubble and no label of a larger one."""
    placed: list[_Place] = []
    for one, dot in zip(ordered, dots, strict=True):
        free = (
            place
            for place in _places(one.label, dot)
            if place.left >= LEFT and place.right <= width and place.high >= TOP - HIGH and place.low <= BOTTOM
            if not any(place.meets(other) for other in placed)
            if not any(place.covers(other) for other in dots if other is not dot)
        )
        placed += list(islice(free, 1))
    return [place.words for place in placed]


def _places(label: str, dot: Dot) -> Iterator[_Place]:
    """Yield the places of a label: to the right of its bubble, to the left, above and below."""
    length, gap = len(label) * LETTER, dot.r + 4
    for kind, x, y, left in (
        ("s", dot.x + gap, dot.y + 4, dot.x + gap),
        ("s end", dot.x - gap, dot.y + 4, dot.x - gap - length),
        ("s mid", dot.x, dot.y - gap, dot.x - length / 2),
        ("s mid", dot.x, dot.y + gap + HIGH - 3, dot.x - length / 2),
    ):
        yield _Place(Words(kind, round(x, 1), round(y, 1), label), left, y - HIGH + 2, left + length, y + 2)
