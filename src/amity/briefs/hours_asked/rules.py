"""How long the link in an email about hours can be used."""

from datetime import date, timedelta
from typing import Final

GRACE: Final = timedelta(days=7)
"""Who is late can still answer from the mail for a week; after that a fresh link proves that the address is theirs."""


def link_until(due_on: date, today: date) -> date:
    """The last day of a link written today, for an answer that is due on a day; never less than a week from now."""
    return max(due_on, today) + GRACE


def link_works(until: date, today: date) -> bool:
    """Return whether a link can still be answered; on its last day it can."""
    return today <= until
