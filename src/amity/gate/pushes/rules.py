"""Pure rules of pushes: which kinds are unprompted, and when a client should be left in peace."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from amity.gate import rules

PUSHES: Final = frozenset({
    rules.INSIGHT, rules.RECOMMENDATION, rules.STATUS, rules.CONTACT_REPORT, rules.INPUT, rules.INVOICE,
})  # fmt: skip
"""Unprompted kinds. Emails and what is shown, quoted or agreed belong to the work in hand (domain.md)."""
COUNTED: Final = PUSHES - {rules.INPUT}
"""Pushes that the gate counts itself. Requests for input are counted by the part that reminds of them."""
QUIET_FROM: Final = time(18, 30)
QUIET_UNTIL: Final = time(8, 0)
SENT_LATER_AT: Final = time(9, 0)
MANY_ASKS: Final = 5
"""So many open requests to one contact are a load worth a warning."""
MOST_DAYS: Final = 60


def is_quiet(moment: datetime, zone: tzinfo, works_on: Callable[[date], bool]) -> bool:
    """Return whether a moment is in the evening, at night or on a day off."""
    here = moment.astimezone(zone)
    return not works_on(here.date()) or not QUIET_UNTIL <= here.time() < QUIET_FROM


def next_good_time(
    moment: datetime, zone: tzinfo, works_on: Callable[[date], bool], not_before: date | None = None
) -> datetime:  # fmt: skip
    """Return nine o'clock of the next working day after a moment, from a day on if given.

    Early in the morning of a working day it is the same day. Gives up after 60 days without work.
    """
    here = moment.astimezone(zone)
    day = here.date() if here.time() < QUIET_UNTIL else here.date() + timedelta(days=1)
    day = max(day, not_before) if not_before else day
    for _day in range(MOST_DAYS):
        if works_on(day):
            break
        day += timedelta(days=1)
    return datetime.combine(day, SENT_LATER_AT, zone)
