"""The chart of a block, drawn for a page and, in the agency's colour, for a file."""

from collections.abc import Mapping
from typing import Any

from amity.accounts.review_blocks import content_from
from amity.ui.charts import PAPER, Chart, columns

WIDE = 480


def chart_of(block: Mapping[str, Any]) -> Chart | None:
    """Return the chart of a block, or None without one."""
    chart = content_from(block).chart
    if chart is None:
        return None
    return columns(f"chart-{block['key']}", chart.title, chart.labels, chart.series, chart.unit, width=WIDE)


def picture(block: Mapping[str, Any], colour: str) -> str:
    """Return the chart of a block as an SVG file in a colour, or ""."""
    chart = chart_of(block)
    if chart is None:
        return ""
    palette = {**PAPER, ".q1": f"fill:{colour}", ".q4": f"fill:{colour};opacity:.4"}
    return str(chart.standalone(palette))
