"""Queries for available hours by discipline and week: capacity less planned work."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amity.agency.workforce import People, workforce
from amity.briefs import hooks
from amity.briefs.capacity import rules
from amity.briefs.capacity.rules import Week
from amity.shared.caches.reading import read_once


@dataclass(frozen=True, slots=True)
class Freedom:
    """The weeks considered and the capacity of each discipline. `known`: whether another part knows the demand."""

    weeks: Sequence[date]
    rows: Sequence[tuple[str, int, Sequence[Week]]]
    known: bool


def freedom_between(begins: date | None, ends: date | None, needs: Mapping[int, int], today: date) -> Freedom:
    """Return whether hours by discipline fit the capacity of the weeks from `begins` to `ends`, each as a whole."""
    weeks = rules.weeks_of(begins, ends, today)
    wanted = {discipline: seconds for discipline, seconds in needs.items() if seconds}
    if not wanted:
        return Freedom(weeks, (), bool(hooks.demand))
    people = workforce()
    last = weeks[-1] + timedelta(days=6)
    return _freedom(people, wanted, weeks, _capacity(people, weeks, today, last), _demand(weeks[0], last))


def freedom_until(due: date, needs: Mapping[int, int], today: date) -> Freedom:
    """Return whether hours by discipline fit the capacity from today to the end of `due`.

    The last week has only its days until then, with their share of the work planned in it.
    """
    weeks = rules.weeks_of(None, due, today)
    wanted = {discipline: seconds for discipline, seconds in needs.items() if seconds}
    if not wanted:
        return Freedom(weeks, (), bool(hooks.demand))
    people, last = workforce(), weeks[-1] + timedelta(days=6)
    whole, cut = _capacity(people, weeks, today, last), _capacity(people, weeks, today, min(due, last))
    return _freedom(people, wanted, weeks, cut, rules.cut_to(cut, whole, _demand(weeks[0], last)))


@dataclass(frozen=True, slots=True)
class FreePerson:
    """Someone's free seconds, with the discipline they have, or 0 and "" without one."""

    id: int
    name: str
    discipline_id: int
    seconds: int
    discipline: str = ""

    @property
    def called(self) -> str:
        """Return the name with the discipline, if they have one."""
        return f"{self.name} ({self.discipline})" if self.discipline else self.name


def free_people(due: date, today: date, wanted: Collection[int], named: Collection[int] = ()) -> list[FreePerson]:
    """Return the people of some disciplines and those named, with their free seconds until the end of `due`.

    What is planned is known by discipline only, so what a discipline has left is shared by its people's capacity.
    """
    people, weeks = workforce(), rules.weeks_of(None, due, today)
    last = weeks[-1] + timedelta(days=6)
    until = min(due, last)
    own = people.seconds(today, until, to_come=True)
    by_discipline: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for one in people.all:
        if one.id in own:
            by_discipline[one.discipline_on(until)][one.id] = own[one.id]
    named_in = {one.discipline_on(until) for one in people.all if one.id in named}
    asked = {key for key in (*wanted, *named_in) if key in by_discipline}
    whole, cut = _capacity(people, weeks, today, last), _capacity(people, weeks, today, until)
    found = rules.free(dict.fromkeys(asked, 0), weeks, cut, rules.cut_to(cut, whole, _demand(weeks[0], last)))
    shares: dict[int, int] = {}
    for key in asked:
        shares |= rules.shared_out(rules.total(found[key]).left, by_discipline[key])
    return [
        FreePerson(one.id, one.name, key, shares[one.id], people.disciplines.get(key, ""))
        for one in people.all
        for key in (one.discipline_on(until),)
        if one.id in shares and (one.id in named or key in wanted)
    ]


def _freedom(
    people: People, wanted: Mapping[int, int], weeks: Sequence[date], capacity: rules.Cells, demand: rules.Cells
) -> Freedom:
    found = rules.free(wanted, weeks, capacity, demand)
    rows = [(people.disciplines.get(discipline, ""), wanted[discipline], found[discipline]) for discipline in found]
    return Freedom(weeks, sorted(rows), bool(hooks.demand))


def _demand(first: date, last: date) -> rules.Cells:
    """Return what is planned by discipline and Monday, read once for the answers of a page."""
    return read_once(("demand", first, last), lambda: rules.added(tell(first, last) for tell in hooks.demand))


def _capacity(people: People, weeks: Sequence[date], today: date, ends: date) -> dict[tuple[int, date], int]:
    """Return the seconds by discipline and Monday. The current week has only its remaining days, none after `ends`."""
    found: dict[tuple[int, date], int] = {}
    for monday in weeks:
        last = min(monday + timedelta(days=6), ends)
        seconds = people.seconds(max(monday, today), last, to_come=True)
        for discipline, time in people.by_discipline(seconds, last).items():
            found[discipline, monday] = time
    return found
