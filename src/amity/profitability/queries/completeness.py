"""Whether the time is all there: logged against expected, week by week, for the whole agency."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.people.models import Capacity, Person
from amity.profitability.rules.figures import Figure
from amity.profitability.rules.serving import completeness, time_missing
from amity.timesheets.reads import logged_by_person_and_day
from amity.ui import formats

WEEKS = 5
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week: its number, its Monday, and time logged ÷ expected."""

    number: int
    monday: date
    share: Figure
    missing: bool

    @property
    def percent(self) -> int:
        """The share in whole percent, for a bar; what is above the whole is no alarm, and fills it."""
        return min((self.share.value or 0) // 100, 100)

    @property
    def said(self) -> str:
        """The share as it is, for those who do not see the bar."""
        return formats.percent(self.share.value, places=0)


def weeks(until: date) -> list[Week]:
    """The five weeks that end with the week of a day, oldest first. People without a capacity expect nothing."""
    last = until - timedelta(days=until.weekday())
    first = last - timedelta(weeks=WEEKS - 1)
    end = last + timedelta(days=6)
    logged: defaultdict[date, int] = defaultdict(int)
    for _person, day, seconds in logged_by_person_and_day(first, end):
        logged[day - timedelta(days=day.weekday())] += seconds
    expected = _expected([first + timedelta(weeks=number) for number in range(WEEKS)], min(end, until))
    found = []
    for monday, seconds in expected.items():
        share = completeness(logged[monday], seconds)
        found.append(Week(monday.isocalendar().week, monday, share, time_missing(share)))
    return found


def _expected(mondays: Sequence[date], until: date) -> dict[date, int]:
    """Seconds expected of everybody in each week: weekly time × working days ÷ 5, up to `until`."""
    country = agency().country
    since: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    for person, day, seconds in Capacity.objects.order_by("valid_from").values_list(
        "person_id", "valid_from", "weekly_seconds"
    ):
        since[person].append((day, seconds))
    people = dict(Person.objects.filter(is_active=True).values_list("pk", "weekly_seconds"))
    found = {}
    for monday in mondays:
        days = len(list(working_days(country, monday, min(monday + timedelta(days=6), until))))
        weekly = sum(_weekly(since.get(person, ()), monday, now) for person, now in people.items())
        found[monday] = weekly * days // WORKING_DAYS
    return found


def _weekly(since: Iterable[tuple[date, int]], monday: date, now: int) -> int:
    """Somebody's weekly seconds on a Monday: the dated row in force, 0 before the first; without any, today's."""
    rows = list(since)
    if not rows:
        return now
    before = [seconds for day, seconds in rows if day <= monday + timedelta(days=4)]
    return before[-1] if before else 0
