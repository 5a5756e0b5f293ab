"""Completeness of a month's time by person, and its time without a cost."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import IntegerField, Max, Min, Sum

from amity.agency import rules as agency_rules
from amity.agency.rates.queries import CostRates
from amity.agency.workforce import workforce
from amity.people.models import Person
from amity.profitability.books.load import Books
from amity.profitability.closing.rules import whole_share
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.rows.prepared import Given, Prepared
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import WorkMonth

WORTH_ASKING: Final = 1800
"""Seconds that a person must miss before they are reminded."""


@dataclass(frozen=True, slots=True)
class PersonTime:
    """A person's logged time of a month, and their expected time."""

    person: Person
    expected: int
    logged: int

    @property
    def missing(self) -> int:
        """Seconds not logged."""
        return max(self.expected - self.logged, 0)


@dataclass(frozen=True, slots=True)
class MonthTime:
    """Everyone with expected time, largest gap first. One person's overtime doesn't offset another's gap.

    `without_cost` are the ids of the people with time that has no cost.
    """

    people: Sequence[PersonTime]
    without_cost: Collection[int] = ()

    @property
    def expected(self) -> int:
        """Seconds expected of everyone."""
        return sum(one.expected for one in self.people)

    @property
    def missing(self) -> int:
        """Seconds missing."""
        return sum(one.missing for one in self.people)

    @property
    def there(self) -> int:
        """Logged seconds, up to what is expected of each person."""
        return self.expected - self.missing

    @property
    def share(self) -> int:
        """Return the logged share of expected time, in basis points."""
        return whole_share(self.there, self.expected)

    @property
    def short(self) -> list[PersonTime]:
        """The people whose missing time is worth a reminder."""
        return [one for one in self.people if one.missing >= WORTH_ASKING]

    @property
    def asked(self) -> list[PersonTime]:
        """The people to remind who have an email address."""
        return [one for one in self.short if one.person.mail]

    @property
    def unreachable(self) -> list[str]:
        """The names of people to remind who have no email address."""
        return [one.person.name for one in self.short if not one.person.mail]


def month_time(month: int, today: date) -> MonthTime:
    """Return the time of a month so far."""
    sums = LOGGED.rows({"month": month})
    logged = {person: seconds for person, seconds, _uncosted in sums}
    capacity = workforce().seconds(first_day(month), min(last_day(month), today))
    times = [
        PersonTime(person, capacity[person.pk], logged.get(person.pk, 0))
        for person in Person.objects.filter(is_active=True).order_by("name").only("name", "mail")
        if person.pk in capacity
    ]
    without_cost = [person for person, _seconds, uncosted in sums if uncosted]
    return MonthTime(sorted(times, key=lambda one: (-one.missing, one.person.name)), without_cost)


LOGGED: Final = Prepared(
    lambda: (
        WorkMonth.objects.filter(month=Given("month", IntegerField()))
        .order_by()
        .values_list("person_id")
        .annotate(Sum("seconds"), Sum("uncosted_seconds"))
    )
)
"""Each person's time of a month, and how much of it has no cost."""


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A person's time of a month without a cost: where, when, and the rate that would price it."""

    person: Person
    seconds: int
    first: date
    last: date
    places: Sequence[tuple[str, int]]
    level: str
    discipline_id: int | None


def unpriced(month: int, people_without_cost: Collection[int], own: Books) -> list[Unpriced]:
    """Return people with time that has no cost, most time first, with the accounts or else projects of the books.

    Only the entries of these people are read, which the sums name: a month may have tens of thousands. They are added
    up without names, which PostgreSQL would look up for each entry.
    """
    span = (first_day(month), last_day(month))
    rows = (
        Entry.objects.filter(person__in=people_without_cost, work_date__range=span, cost=None)
        .order_by()
        .values_list("person_id", "account_id", "project_id")
        .annotate(Sum("seconds"), Min("work_date"), Max("work_date"))
    )
    found: defaultdict[int, list[tuple[str, int, date, date]]] = defaultdict(list)
    for person, account, project, seconds, first, last in rows:
        place = own.accounts.get(account) or own.projects.get(project)
        found[person].append((place.name if place else "", seconds, first, last))
    people = Person.objects.in_bulk(found)
    rates = CostRates() if found else None
    listed = [_unpriced(people[key], own, rates) for key, own in found.items() if rates]
    return sorted(listed, key=lambda one: (-one.seconds, one.person.name))


def _unpriced(person: Person, rows: Sequence[tuple[str, int, date, date]], rates: CostRates) -> Unpriced:
    places: defaultdict[str, int] = defaultdict(int)
    for name, seconds, _first, _last in rows:
        places[name] += seconds
    last = max(row[3] for row in rows)
    discipline = rates.discipline_on(person.pk, last)
    level = rates.level
    if level == agency_rules.DISCIPLINE and discipline is None:
        level = agency_rules.PERSON
    elif level == agency_rules.DISCIPLINE and discipline is not None and rates.is_small(discipline, month_of(last)):
        level = agency_rules.AVERAGE
    return Unpriced(
        person,
        sum(places.values()),
        min(row[2] for row in rows),
        last,
        sorted(places.items(), key=lambda pair: -pair[1]),
        level,
        discipline if level == agency_rules.DISCIPLINE else None,
    )


def is_over(month: int, today: date) -> bool:
    """Return whether the last day of a month has passed."""
    return month < month_of(today)
