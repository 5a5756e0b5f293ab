"""The elements of charts: shapes in units of the view box, an axis, and output for a page or as a file."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from amity.ui import formats

PAPER: Mapping[str, str] = {
    "text": "font:500 11px Inter;fill:#57524a",
    ".s": "font-size:10.5px;fill:#6c665d",
    ".b": "font-weight:600;fill:#1d1b18",
    ".end": "text-anchor:end",
    ".mid": "text-anchor:middle",
    ".g": "stroke:#e5e0d7;fill:none",
    ".ax,.now": "stroke:#8a8479;fill:none",
    ".act": "fill:none;stroke:#0b7570;stroke-width:2.25",
    ".plan": "fill:none;stroke:#6c665d;stroke-dasharray:2 3",
    ".fc": "fill:none;stroke:#0b7570;stroke-width:2;stroke-dasharray:5 4",
    ".cone": "fill:#0b7570;opacity:.14",
    ".bud": "fill:none;stroke:#1d1b18;stroke-width:1.25",
    ".hitp": "fill:#fff;stroke:#c92a4c;stroke-width:2",
    ".col": "fill:#0b7570",
    ".q1": "fill:#0b7570",
    ".q2": "fill:#4e9f99",
    ".maybe": "fill:none;stroke:#0b7570;stroke-width:1.25;stroke-dasharray:4 3",
    ".hoped": "fill:none;stroke:#6546c4;stroke-width:1.25;stroke-dasharray:1 3",
    ".offer": "fill:none;stroke:#6c665d;stroke-width:1.25;stroke-dasharray:2 3",
    ".q4": "fill:#cfe5e1;stroke:#4e9f99;stroke-width:.75",
    ".ink": "fill:#57524a",
    ".over": "fill:#c92a4c",
    ".watch": "fill:#c58100",
    ".fa": "fill:#085c58",
    ".fu": "fill:#b3193b",
}
"""The colours of the light theme, for a picture in a file of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A path. `d` is its SVG path data."""

    css: str
    d: str

    @property
    def svg(self) -> str:
        """Return the element."""
        return f'<path class="{escape(self.css)}" d="{escape(self.d)}"/>'


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with an optional word on hover."""

    css: str
    x: float
    y: float
    width: float
    height: float
    title: str = ""

    @property
    def svg(self) -> str:
        """Return the element."""
        place = f'x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}"'
        title = f"<title>{escape(self.title)}</title>" if self.title else ""
        return f'<rect class="{escape(self.css)}" {place}>{title}</rect>'


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    css: str
    x: float
    y: float
    r: float = 4

    @property
    def svg(self) -> str:
        """Return the element."""
        return f'<circle class="{escape(self.css)}" cx="{self.x:g}" cy="{self.y:g}" r="{self.r:g}"/>'


@dataclass(frozen=True, slots=True)
class Words:
    """A label. Its anchor is a class (`mid`, `end`)."""

    css: str
    x: float
    y: float
    text: str

    @property
    def svg(self) -> str:
        """Return the element."""
        return f'<text class="{escape(self.css)}" x="{self.x:g}" y="{self.y:g}">{escape(self.text)}</text>'


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's numbers as rows of text."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart. `key` is unique on its page. `title` names it, `summary` describes it in a sentence."""

    key: str
    title: str
    summary: str
    width: int
    height: int
    numbers: Table
    grid: Sequence[Line] = ()
    lines: Sequence[Line] = ()
    boxes: Sequence[Box] = ()
    dots: Sequence[Dot] = ()
    words: Sequence[Words] = ()

    @property
    def wide(self) -> bool:
        """Return whether it needs more room than a phone has, and scrolls there at a readable size."""
        return self.width > 600

    @property
    def small(self) -> bool:
        """Return whether the chart is drawn for a narrow column or a phone."""
        return self.width < 400

    @property
    def shapes(self) -> SafeString:
        """Return all elements as SVG. A template would take ten times as long for the hundreds of a chart."""
        every: tuple[Line | Box | Dot | Words, ...] = (
            *self.grid, *self.boxes, *self.lines, *self.dots, *self.words
        )  # fmt: skip
        return mark_safe("".join(shape.svg for shape in every))  # noqa: S308 - each escapes its texts

    def __html__(self) -> str:
        return self._drawn()

    def __str__(self) -> str:
        return self._drawn()

    @property
    def table(self) -> SafeString:
        """The chart's numbers as a collapsed table."""
        return render_to_string("ui/charts/table.html", {"chart": self})

    def standalone(self, palette: Mapping[str, str] = PAPER) -> SafeString:
        """Return the picture as a file with its own colours: for PDF and download, never inside a page."""
        return self._drawn(palette)

    def _drawn(self, palette: Mapping[str, str] | None = None) -> SafeString:
        rules = "".join(f"{name}{{{look}}}" for name, look in (palette or {}).items())
        return render_to_string(
            "ui/charts/chart.svg", {"chart": self, "rules": conditional_escape(rules) if rules else ""}
        )


@dataclass(frozen=True, slots=True)
class ByRoom:
    """A chart drawn for a wide and for a narrow place. The page shows the one that fits."""

    wide: Chart
    small: Chart

    def __html__(self) -> str:
        return self._drawn()

    def __str__(self) -> str:
        return self._drawn()

    @property
    def table(self) -> SafeString:
        """The chart's numbers, once for both widths."""
        return self.wide.table

    def _drawn(self) -> SafeString:
        return render_to_string("ui/charts/by_room.html", {"chart": self})


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from 0 to `top` to positions from `zero` (bottom or left) to `end`, in view box units."""

    top: float
    step: float
    zero: float
    end: float

    @classmethod
    def to_hold(cls, largest: Decimal | float, zero: float, end: float) -> "Scale":
        """Return a scale with at most five lines that includes zero and `largest`."""
        largest = max(float(largest), 0.0) or 1.0
        rough = largest / 4
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough - 1e-12)
        return cls(step * math.ceil(largest / step - 1e-9), step, zero, end)

    def at(self, value: Decimal | float) -> float:
        """Return the position of a value."""
        return round(self.zero + (self.end - self.zero) * float(value) / self.top, 1)

    def ticks(self) -> list[float]:
        """Return the values with a grid line: 0, step, …, top."""
        return [self.step * number for number in range(round(self.top / self.step) + 1)]


def grid(scale: Scale, left: float, right: float, unit: str) -> tuple[list[Line], list[Words]]:
    """Return grid lines with their values at the left and the unit at the axis' start."""
    lines = [Line("g", f"M{left:g} {scale.at(tick):g}H{right:g}") for tick in scale.ticks()]
    places = 0 if scale.step == int(scale.step) else 1
    values = [
        Words("s end", left - 7, scale.at(tick) + 4, formats.number(Decimal(str(round(tick, 6))), 0, places))
        for tick in scale.ticks()
    ]
    return lines, [*values, Words("s", 0, 9, unit)]
