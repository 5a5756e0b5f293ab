"""Background jobs of profitability: follow the forecasts each morning, and learn from closed projects each week."""

from datetime import datetime

from amity.jobs.registry import every
from amity.profitability.forecast.learning import learn_numbers
from amity.profitability.forecast.steps import follow_forecasts


@every("profitability.forecasts", "40 5 * * *")
def follow_forecasts_each_morning(now: datetime) -> None:
    """Record the steps that forecasts reached, and email those who answer for the projects."""
    follow_forecasts(now)


@every("profitability.learn", "10 5 * * 1")
def learn_from_closed_projects_each_week(now: datetime) -> None:
    """Learn the numbers of the forecast from the agency's own closed projects."""
    learn_numbers(now)
