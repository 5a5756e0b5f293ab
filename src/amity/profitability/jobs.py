"""Background job of profitability: follow the forecasts each morning."""

from datetime import datetime

from amity.jobs.registry import every
from amity.profitability.forecast.steps import follow_forecasts


@every("profitability.forecasts", "40 5 * * *")
def follow_forecasts_each_morning(now: datetime) -> None:
    """Record the steps that forecasts reached, and email those who answer for the projects."""
    follow_forecasts(now)
