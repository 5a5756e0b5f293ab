"""Use of time by discipline: delivery ÷ capacity, and logged ÷ expected. Everyone's hours, without pay."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from amity.agency.workforce import People, Someone
from amity.profitability.figures.rules import Figure
from amity.profitability.utilisation.completeness import WEEKS
from amity.profitability.utilisation.rules import completeness, time_missing, utilisation
from amity.shared.dates.periods import first_day, last_day, month_of, months_back, months_between, previous_month
from amity.timesheets.sums.models import WorkMonth
from amity.timesheets.sums.queries import logged_by_day_and_person
from amity.ui import formats

SPANS = (1, 3, 12)
"""Months up to the last one, for each share."""
WORTH_ASKING = 1_800
"""Seconds that a person must miss before they are named."""


@dataclass(frozen=True, slots=True)
class Used:
    """A discipline with its utilisation over each of the `SPANS`. Name "" and id 0 are people without a discipline."""

    id: int
    name: str
    shares: Sequence[Figure]
    people: int


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Utilisation of each discipline and of all together, in whole months up to `last` (YYYYMM).

    `inside` are disciplines with no client work in all that time, which aren't part of the capacity.
    """

    last: int
    rows: Sequence[Used]
    together: Used
    inside: Sequence[Used] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A person with missing time in the weeks shown, in seconds."""

    name: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Logged:
    """A discipline's time logged ÷ expected, the people with missing time the viewer may see, and the
    number of others.
    """

    name: str
    share: Figure
    missing: Sequence[Missing]
    others: int

    @property
    def percent(self) -> int:
        """The share in whole percent for a bar, at most 100."""
        return min((self.share.value or 0) // 100, 100)

    @property
    def share_label(self) -> str:
        """Return the share as text, for screen readers."""
        return formats.percent(self.share.value, places=0)

    @property
    def missing_time(self) -> bool:
        """Return whether so much is missing that every margin is marked."""
        return time_missing(self.share)


def utilisation_by_discipline(people: People, last_with_time: int, today: date) -> Utilisation:
    """Return delivery time (on client projects) ÷ capacity of the last month, 3 and 12 months."""
    last = min(last_with_time, previous_month(month_of(today)))
    first = months_back(last, max(SPANS) - 1)
    delivered: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    worked = WorkMonth.objects.filter(month__gte=first, month__lte=last, account_id__gt=0, project_id__gt=0)
    for discipline, month, seconds in worked.order_by().values_list("discipline_id", "month").annotate(Sum("seconds")):
        delivered[month][discipline] += seconds
    capacity: dict[int, dict[int, int]] = {}
    for month in months_between(first, last):
        end = last_day(month)
        capacity[month] = people.by_discipline(people.seconds(first_day(month), end), end)
    here = _heads(people, last_day(last))
    found = []
    for key, name in {**people.disciplines, 0: ""}.items():
        shares = [_share(delivered, capacity, last, span, [key]) for span in SPANS]
        if any(one.value is not None for one in shares):
            found.append(Used(key, name, shares, here.get(key, 0)))
    some = any(one.shares[-1].value for one in found)
    inside = [one for one in found if some and not one.shares[-1].value]
    rows = [one for one in found if one not in inside]
    whole = [_share(delivered, capacity, last, span, [one.id for one in rows]) for span in SPANS]
    return Utilisation(last, rows, Used(0, "", whole, sum(one.people for one in rows)), inside)


def logged_by_discipline(people: People, end: date, *, viewer: int, all_names: bool) -> list[Logged]:
    """Return time logged ÷ expected of the five weeks up to a date. Names are for finance, leads and the person."""
    first = end - timedelta(days=end.weekday() + 7 * (WEEKS - 1))
    expected = people.seconds(first, end, to_come=True)
    logged: defaultdict[int, int] = defaultdict(int)
    for _day, person, seconds in logged_by_day_and_person(first, end):
        if person in expected:
            logged[person] += seconds
    found = []
    for key, name in {**people.disciplines, 0: ""}.items():
        group = [one for one in people.all if one.id in expected and one.discipline_on(end) == key]
        if group:
            found.append(_logged(name, group, expected, logged, viewer if not all_names else None))
    return found


def _logged(
    name: str, group: Sequence[Someone], expected: dict[int, int], logged: dict[int, int], viewer: int | None
) -> Logged:
    share = completeness(sum(logged.get(one.id, 0) for one in group), sum(expected[one.id] for one in group))
    short = [(one, expected[one.id] - logged.get(one.id, 0)) for one in group]
    short = [(one, seconds) for one, seconds in short if seconds >= WORTH_ASKING]
    named = [Missing(one.name, seconds) for one, seconds in short if viewer is None or viewer in (one.lead_id, one.id)]
    return Logged(name, share, sorted(named, key=lambda one: (-one.seconds, one.name)), len(short) - len(named))


def _share(
    delivered: dict[int, defaultdict[int, int]], capacity: dict[int, dict[int, int]], last: int, span: int,
    keys: Sequence[int],
) -> Figure:  # fmt: skip
    months = list(months_between(months_back(last, span - 1), last))
    worked = sum(delivered[month][key] for month in months for key in keys)
    return utilisation(worked, sum(capacity[month].get(key, 0) for month in months for key in keys))


def _heads(people: People, day: date) -> dict[int, int]:
    found: defaultdict[int, int] = defaultdict(int)
    for one in people.all:
        if one.weekly.on(day):
            found[one.discipline_on(day)] += 1
    return found
