"""Pure rules of what is passed on: for how much working time something has been open."""

from datetime import datetime, timedelta
from typing import Final

from amity.agreements.review.rules import CLOSES, OPENS, IsWorkingDay

WORKING_DAY: Final = timedelta(hours=CLOSES - OPENS)


def working_time(since: datetime, until: datetime, works_on: IsWorkingDay) -> timedelta:
    """Return the working time between two aware moments of one time zone: from nine to five on working days."""
    total, moment = timedelta(), since
    while moment < until:
        opens = moment.replace(hour=OPENS, minute=0, second=0, microsecond=0)
        closes = opens.replace(hour=CLOSES)
        start, end = max(moment, opens), min(until, closes)
        if start < end and works_on(opens):
            total += end - start
        moment = opens.replace(hour=0) + timedelta(days=1)
    return total
