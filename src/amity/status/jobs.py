"""Background jobs of statuses: begin the rounds of a day, and follow what the data show."""

from datetime import datetime

from amity.jobs.registry import every
from amity.status.asks.commands import begin_rounds
from amity.status.contradictions.following import follow_contradictions
from amity.status.contradictions.worked import follow_time


@every("status.ask", "30 6 * * *")
def begin_rounds_each_morning(now: datetime) -> None:
    """Ask about the projects whose round begins today."""
    begin_rounds(now)


@every("status.contradictions", "10 6 * * *")
def follow_contradictions_each_morning(now: datetime) -> None:
    """Open the questions that the data raise, and close those whose cause is gone."""
    follow_contradictions(now)


@every("status.time", "* * * * *")
def follow_time_each_minute(now: datetime) -> None:
    """Open and close the questions that logged time raises, without waiting for the morning."""
    follow_time(now)
