"""The time people have: capacity in force day by day, without weekends and holidays, by person and by discipline."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.agency.calendars import working_days
from amity.agency.capacity import Weekly, weekly_of
from amity.agency.editions.keeping import kept
from amity.agency.queries import agency
from amity.agency.rules import in_force
from amity.people.models import Discipline, DisciplineSince, Person
from amity.shared.dates.periods import first_day, last_day

SPANS: Final = 200
"""How many spans of days a workforce remembers the capacity of, and how many days the disciplines of."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with their weekly time and their dated disciplines, oldest first."""

    id: int
    name: str
    is_active: bool
    lead_id: int | None
    weekly: Weekly
    disciplines: tuple[tuple[date, int | None], ...]

    def discipline_on(self, day: date) -> int:
        """Return the discipline on a date, or the first one before any was recorded. 0 means none."""
        if not self.disciplines:
            return 0
        return in_force(self.disciplines, max(day, self.disciplines[0][0])) or 0


def workforce() -> "People":
    """Return everyone with their capacity."""
    return kept("workforce", People)


class People:
    """Everyone with a capacity, read once."""

    def __init__(self) -> None:
        self.country = agency().country
        held: defaultdict[int, list[tuple[date, int | None]]] = defaultdict(list)
        dated = DisciplineSince.objects.order_by("valid_from")
        for person, since, discipline in dated.values_list("person_id", "valid_from", "discipline_id"):
            held[person].append((since, discipline))
        everybody = list(Person.objects.order_by("name", "pk"))
        weekly = weekly_of(everybody)
        self.all = [
            Someone(one.pk, one.name, one.is_active, one.lead_id, weekly[one.pk], tuple(held[one.pk]))
            for one in everybody
        ]
        self.disciplines = dict(Discipline.objects.order_by("name").values_list("pk", "name"))
        self._capacities: dict[tuple[date, date, bool], dict[int, int]] = {}
        self._held: dict[date, dict[int, int]] = {}

    def seconds(self, first: date, last: date, *, to_come: bool = False) -> dict[int, int]:
        """Return each person's capacity in seconds in a span. `to_come` leaves out people who are no longer active."""
        key = first, last, to_come
        if key not in self._capacities:
            if len(self._capacities) >= SPANS:
                self._capacities.clear()
            self._capacities[key] = self._calculated(first, last, to_come=to_come)
        return self._capacities[key]

    def _calculated(self, first: date, last: date, *, to_come: bool) -> dict[int, int]:
        days = list(working_days(self.country, first, last))
        found = {}
        for one in self.all:
            if to_come and not one.is_active:
                continue
            if seconds := one.weekly.expected(days):
                found[one.id] = seconds
        return found

    def month(self, month: int, after: date, without: Collection[int] = ()) -> int:
        """Return the capacity in seconds of a future month's days after `after`, without some disciplines."""
        first = max(first_day(month), after + timedelta(days=1))
        found = self.by_discipline(self.seconds(first, last_day(month), to_come=True), last_day(month))
        return sum(seconds for discipline, seconds in found.items() if discipline not in without)

    def by_discipline(self, seconds: Mapping[int, int], day: date) -> dict[int, int]:
        """Add up seconds by the discipline each person had on a date. 0 means no discipline."""
        found: defaultdict[int, int] = defaultdict(int)
        for person, discipline in self._disciplines_on(day).items():
            if person in seconds:
                found[discipline] += seconds[person]
        return dict(found)

    def _disciplines_on(self, day: date) -> dict[int, int]:
        """Return the discipline of each person on a date."""
        found = self._held.get(day)
        if found is None:
            if len(self._held) >= SPANS:
                self._held.clear()
            found = self._held[day] = {one.id: one.discipline_on(day) for one in self.all}
        return found
