"""The range of a forecast for the chart of a project's burn."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from amity.profitability.charts import in_hours
from amity.profitability.forecast.pace import Day, day_of
from amity.profitability.forecast.rules import Forecast
from amity.projects.models import Project
from amity.ui.charts import Ahead

WITHOUT_PACE: Final = timedelta(days=30)
"""How far ahead the chart looks for a project on which no one has worked lately and that has no end."""


def ahead_of(project: Project, days: Sequence[Day], forecast: Forecast, budget: float) -> Ahead | None:
    """Return the range and the day it is reached, None where nothing is left to expect."""
    if not days or forecast.p10 == forecast.p90:
        return None
    until = day_of(days, forecast.p50) or _end(project, days[-1][0])
    range_ = in_hours(forecast.p10), in_hours(forecast.p50), in_hours(forecast.p90)
    return Ahead(until, *range_, runs_out=day_of(days, budget))


def _end(project: Project, last: date) -> date:
    return max(project.ends_on or last, last + WITHOUT_PACE)
