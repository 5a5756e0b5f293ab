"""Completeness of time: logged against expected, week by week, for the whole agency."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from amity.agency.workforce import workforce
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import Period
from amity.profitability.utilisation.rules import completeness, time_missing
from amity.timesheets.sums.queries import last_day, logged_by_day
from amity.ui import formats

WEEKS = 5


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week: its number, its Monday, and time logged ÷ expected."""

    number: int
    monday: date
    share: Figure
    missing: bool

    @property
    def percent(self) -> int:
        """The share in whole percent for a bar, at most 100."""
        return min((self.share.value or 0) // 100, 100)

    @property
    def days(self) -> str:
        """The query by which the list of entries shows this week."""
        return urlencode({"since": self.monday.isoformat(), "until": (self.monday + timedelta(days=6)).isoformat()})

    @property
    def share_label(self) -> str:
        """The share as text, for screen readers."""
        return formats.percent(self.share.value, places=0)


def reaches_to(period: Period, today: date) -> date:
    """Return the last day for completeness: the end of a chosen year or month, or of the last whole week.

    The current week is incomplete. If the data end earlier, their last day is used.
    """
    if period.choice != "12":
        return period.as_of
    ended = today - timedelta(days=today.weekday() + 1)
    newest = last_day()
    return ended if newest is None else min(ended, newest)


def weeks(until: date) -> list[Week]:
    """Return the five weeks up to the week of a date, oldest first. People without a capacity have no expected time."""
    last = until - timedelta(days=until.weekday())
    first = last - timedelta(weeks=WEEKS - 1)
    end = last + timedelta(days=6)
    logged: defaultdict[date, int] = defaultdict(int)
    for day, seconds in logged_by_day(first, end):
        logged[day - timedelta(days=day.weekday())] += seconds
    expected = _expected([first + timedelta(weeks=number) for number in range(WEEKS)], min(end, until))
    found = []
    for monday, seconds in expected.items():
        share = completeness(logged[monday], seconds)
        found.append(Week(monday.isocalendar().week, monday, share, time_missing(share)))
    return found


def _expected(mondays: Sequence[date], until: date) -> dict[date, int]:
    """Return seconds expected of everyone employed in each week, up to `until`."""
    people = workforce()
    return {
        monday: sum(people.seconds(monday, min(monday + timedelta(days=6), until), to_come=True).values())
        for monday in mondays
    }
