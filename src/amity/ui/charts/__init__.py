"""Charts drawn on the server as SVG: readable without a script, printable, and the same picture in a PDF.

`columns`, `margin_by_month`, `stacked`, `burn`, `pace_chart`, `ranked`, `trend`, `aim` and `bubbles` return a `Chart`:
`{{ chart }}` is the picture, `{{ chart.table }}` the numbers for those who can't see it. Colours come from classes. For
a PDF, `chart.standalone(PAPER)` has its own. `ByRoom(wide, small)` is one chart drawn for two widths.
"""

from amity.ui.charts.aim import AimLine, aim
from amity.ui.charts.bars import MonthBar, RankedBar, margin_by_month, ranked
from amity.ui.charts.bubbles import Bubble, Field, bubbles
from amity.ui.charts.burn import Ahead, BurnLine, burn
from amity.ui.charts.columns import columns
from amity.ui.charts.drawing import PAPER, ByRoom, Chart
from amity.ui.charts.pace import PaceLine, pace_chart
from amity.ui.charts.stacked import Layer, StackedBar, stacked
from amity.ui.charts.trend import Level, TrendLine, trend

__all__ = [
    "PAPER", "Ahead", "AimLine", "Bubble", "BurnLine", "ByRoom", "Chart", "Field", "Layer", "Level", "MonthBar",
    "PaceLine", "RankedBar", "StackedBar", "TrendLine", "aim", "bubbles", "burn", "columns", "margin_by_month",
    "pace_chart", "ranked", "stacked", "trend",
]  # fmt: skip
