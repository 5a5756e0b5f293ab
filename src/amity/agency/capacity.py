"""The working time people have: weekly seconds in force day by day, spread over days without weekends and holidays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.agency.rules import in_force
from amity.people.models import Capacity, Person
from amity.shared.caches.reading import once_a_page

WORKING_DAYS: Final = 5
"""Days over which a working week is spread."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Someone's weekly seconds: dated values, oldest first. `undated` applies only without dated values."""

    undated: int
    dated: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int:
        """Weekly seconds on a day: the dated row in force, nothing before the first."""
        return (in_force(self.dated, day) or 0) if self.dated else self.undated

    def expected(self, days: Iterable[date]) -> int:
        """Return the seconds expected on some working days: a fifth of the week on each, rounded down once."""
        return sum(self.on(day) for day in days) // WORKING_DAYS


def weekly_of(people: Sequence[Person]) -> dict[int, Weekly]:
    """Return the weekly time of some people by id, in one query. People who left and have no dated time get 0.

    A page reads it once.
    """
    dated: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = Capacity.objects.filter(person__in=people).order_by("valid_from")
    every = rows.values_list("person_id", "valid_from", "weekly_seconds")
    for person, since, seconds in once_a_page(("capacity", frozenset(one.pk for one in people)), lambda: list(every)):
        dated[person].append((since, seconds))
    return {one.pk: Weekly(one.weekly_seconds if one.is_active else 0, tuple(dated[one.pk])) for one in people}
