"""The time people have: capacity in force day by day, without weekends and holidays, by person and by discipline."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.people.models import Capacity, Discipline, DisciplineSince, Person
from amity.shared.periods import first_day, last_day

Value = TypeVar("Value")
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with their dated weekly seconds and disciplines, oldest first."""

    id: int
    name: str
    is_active: bool
    lead_id: int | None
    weekly_now: int
    weekly: tuple[tuple[date, int], ...]
    disciplines: tuple[tuple[date, int | None], ...]

    def weekly_on(self, day: date) -> int:
        """Weekly seconds on a day: the dated row in force, 0 before the first; without any, today's of who is here."""
        if not self.weekly:
            return self.weekly_now if self.is_active else 0
        return _on(self.weekly, day) or 0

    def discipline_on(self, day: date) -> int:
        """The discipline on a day, 0 for none; before any was recorded the first."""
        if not self.disciplines:
            return 0
        return _on(self.disciplines, day) or self.disciplines[0][1] or 0


class People:
    """Everybody with a capacity, read once."""

    def __init__(self) -> None:
        self.country = agency().country
        weekly: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
        rows = Capacity.objects.order_by("valid_from")
        for person, since, seconds in rows.values_list("person_id", "valid_from", "weekly_seconds"):
            weekly[person].append((since, seconds))
        held: defaultdict[int, list[tuple[date, int | None]]] = defaultdict(list)
        kept = DisciplineSince.objects.order_by("valid_from")
        for person, since, discipline in kept.values_list("person_id", "valid_from", "discipline_id"):
            held[person].append((since, discipline))
        everybody = Person.objects.order_by("name", "pk").values_list(
            "pk", "name", "is_active", "lead_id", "weekly_seconds"
        )
        self.all = [
            Someone(key, name, here, lead, now, tuple(weekly[key]), tuple(held[key]))
            for key, name, here, lead, now in everybody
        ]
        self.disciplines = dict(Discipline.objects.order_by("name").values_list("pk", "name"))

    def seconds(self, first: date, last: date, *, to_come: bool = False) -> dict[int, int]:
        """Seconds of capacity of each person in some days. `to_come` leaves out who is not active any more."""
        days = list(working_days(self.country, first, last))
        found = {}
        for one in self.all:
            if to_come and not one.is_active:
                continue
            if seconds := _within(one, days):
                found[one.id] = seconds
        return found

    def month(self, month: int, after: date, without: Collection[int] = ()) -> int:
        """Seconds of capacity in a month ahead, of its days after `after`, `without` people of some disciplines."""
        first = max(first_day(month), after + timedelta(days=1))
        found = self.by_discipline(self.seconds(first, last_day(month), to_come=True), last_day(month))
        return sum(seconds for discipline, seconds in found.items() if discipline not in without)

    def by_discipline(self, seconds: Mapping[int, int], day: date) -> dict[int, int]:
        """Seconds by person as seconds by the discipline each had on a day; 0: none."""
        found: defaultdict[int, int] = defaultdict(int)
        for one in self.all:
            if one.id in seconds:
                found[one.discipline_on(day)] += seconds[one.id]
        return dict(found)


def _within(one: Someone, days: Iterable[date]) -> int:
    return sum(one.weekly_on(day) for day in days) // WORKING_DAYS


def _on(rows: Iterable[tuple[date, Value]], day: date) -> Value | None:
    found = None
    for since, value in rows:
        if since > day:
            break
        found = value
    return found
