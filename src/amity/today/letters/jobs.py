"""Hourly job: the morning email, at each person's own hour."""

from datetime import datetime

from amity.jobs.registry import every
from amity.today.letters.commands import send_mornings


@every("today.morning", "0 * * * *")
def send_each_hour(now: datetime) -> None:
    """Hourly job: email everyone whose hour has come what needs them, once a day."""
    send_mornings(now)
