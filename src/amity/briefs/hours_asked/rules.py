"""Pure rules for how long an emailed link for hours works."""

from datetime import date, timedelta
from typing import Final

GRACE: Final = timedelta(days=7)
"""A late answer still works from the email for a week. After that, a new link proves that the address is theirs."""


def link_until(due_on: date, today: date) -> date:
    """Return the last day of a link created today for a due date. It is at least a week from now."""
    return max(due_on, today) + GRACE


def link_works(until: date, today: date) -> bool:
    """Return whether a link still works. It does on its last day."""
    return today <= until
