"""Queries for available hours by discipline and week: capacity less planned work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amity.agency.workforce import People
from amity.briefs import hooks
from amity.briefs.capacity import rules
from amity.briefs.capacity.rules import Week
from amity.briefs.models import Brief


@dataclass(frozen=True, slots=True)
class Freedom:
    """The weeks considered and the capacity of each discipline. `known`: whether another part knows the demand."""

    weeks: Sequence[date]
    rows: Sequence[tuple[str, int, Sequence[Week]]]
    known: bool


def freedom_of(brief: Brief, needs: Mapping[int, int], today: date) -> Freedom:
    """Return whether the hours of a brief fit the capacity of its weeks."""
    weeks = rules.weeks_of(brief.wanted_from, brief.wanted_on, today)
    wanted = {discipline: seconds for discipline, seconds in needs.items() if seconds}
    if not wanted:
        return Freedom(weeks, (), bool(hooks.demand))
    people = People()
    capacity = _capacity(people, weeks, today)
    last = weeks[-1] + timedelta(days=6)
    demand = rules.added(tell(weeks[0], last) for tell in hooks.demand)
    found = rules.free(wanted, weeks, capacity, demand)
    rows = [(people.disciplines.get(discipline, ""), wanted[discipline], found[discipline]) for discipline in found]
    return Freedom(weeks, sorted(rows), bool(hooks.demand))


def _capacity(people: People, weeks: Sequence[date], today: date) -> dict[tuple[int, date], int]:
    """Return the seconds by discipline and Monday. The current week has only its remaining days."""
    found: dict[tuple[int, date], int] = {}
    for monday in weeks:
        last = monday + timedelta(days=6)
        seconds = people.seconds(max(monday, today), last, to_come=True)
        for discipline, time in people.by_discipline(seconds, last).items():
            found[discipline, monday] = time
    return found
