"""The chart of a block, drawn for a page and, in the agency's colour, for a file."""

from collections.abc import Mapping
from typing import Any, Final

from amity.accounts.review_blocks import BlockChart, content_from
from amity.ui.charts import PAPER, ByRoom, Chart, columns

WHOLE, WIDE, SMALL = 840, 480, 320
"""The width on a slide that fills its page, in a file or beside something, and on a phone."""
FIT_A_PHONE: Final = 4
"""Columns that have room on a phone. With more of them, the chart scrolls sideways."""


def chart_of(block: Mapping[str, Any], wide: int = WIDE) -> Chart | ByRoom | None:
    """Return the chart of a block for a page, or None without one. `wide` is its width where there is room."""
    chart = content_from(block).chart
    if chart is None:
        return None
    small = WIDE if len(chart.labels) * len(chart.series) > FIT_A_PHONE else SMALL
    drawn = _drawn(block["key"], chart, wide)
    return drawn if small == wide else ByRoom(drawn, _drawn(f"{block['key']}-small", chart, small))


def _drawn(key: str, chart: BlockChart, width: int) -> Chart:
    return columns(f"chart-{key}", chart.title, chart.labels, chart.series, chart.unit, width=width)


def picture(block: Mapping[str, Any], colour: str) -> str:
    """Return the chart of a block as an SVG file in a colour, or ""."""
    chart = content_from(block).chart
    if chart is None:
        return ""
    palette = {**PAPER, ".q1": f"fill:{colour}", ".q4": f"fill:{colour};opacity:.4"}
    return str(_drawn(block["key"], chart, WIDE).standalone(palette))
