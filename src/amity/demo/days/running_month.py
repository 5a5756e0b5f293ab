"""The month after the story, up to now: open work continues, and some people log a day or two late.

Closed months stay unchanged, because nothing here uses their random numbers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from amity.demo.book.accounts import BOOKS, QUIET_FROM
from amity.demo.book.people import ACCOUNT, CAST, DISCIPLINES
from amity.demo.book.quotes import Quote, quotes
from amity.demo.book.works import FIXED, PREPAID, RETAINER, WORKS, Work
from amity.demo.days.absence import Presence, presence_since
from amity.demo.days.dice import dice
from amity.demo.days.rows import Habit, Row, rows
from amity.demo.days.sharing import shared
from amity.demo.days.story import WHOLE, Slice
from amity.demo.days.strands import PITCHES, Strand, season, with_people
from amity.shared.dates.periods import month_of
from amity.shared.stories import LAST, Calendar

USED: Final[Mapping[tuple[str, str], float]] = {
    ("Osprey Rail", "App care"): 1.06, ("Larkfield Dairy", "Dairy care"): 1.08,
    ("Saltmarsh Foods", "Saltmarsh retainer"): 1.0, ("Halyard Ports", "Port care"): 0.5,
    ("Kestrel Bikes", "Shop and campaign care"): 0.0,
}  # fmt: skip
"""Share of a retainer's included hours worked in the whole month. Kestrel's month has its own story."""
USUALLY: Final = 1.01
"""The share for all other retainers."""
SLOWER: Final = 0.8
"""Share of the usual month for hourly work, and for work beyond its fee."""
FASTEST: Final = 1.1
"""Largest share of the usual month for work at a fixed fee."""
MORNING: Final = 0.15
"""Share of today that has passed at the moment of the story."""
MORNINGS: Final = 0.4
"""Share of the people who have logged something today by then."""
BEHIND: Final = (0.08, 0.03)
"""Share of the people who haven't logged the last working day yet, and the one before it."""
HABIT: Final = Habit(part=(0.93, 1.0), forgotten=0.01, not_yet=0.01)
"""Habit of the current month, in which nearly all of the rest of a day is logged."""
DAY: Final = 480
LEAST: Final = 30
"""Strands with fewer minutes get no row."""


@dataclass(frozen=True, slots=True)
class Running:
    """The current month: its working days, those up to now (with `today` if it is one), and the time on them.

    `taken` are minutes logged already, by person and day. `worked` are minutes by place of the work, and `served` the
    accounts with logged account service.
    """

    working_days: Sequence[date]
    today: date
    taken: Mapping[tuple[str, date], int]
    worked: Mapping[int, int] = field(default_factory=dict)
    served: Collection[str] = ()

    @property
    def days(self) -> list[date]:
        """The working days up to today."""
        return [day for day in self.working_days if day <= self.today]

    @property
    def gone(self) -> float:
        """The share of the month that has been worked."""
        before = sum(1 for day in self.days if day < self.today)
        today = MORNING if self.today in self.working_days else 0.0
        return (before + today) / len(self.working_days) if self.working_days else 0.0


def rows_since(calendar: Calendar, running: Running, seed: int, part: Slice = WHOLE) -> list[Row]:
    """Return the rows of the current month by day and person, none before its first working day."""
    if not running.days:
        return []
    month = month_of(running.today)
    present = {
        person.name: _there(calendar, running, place, seed) for place, person in enumerate(CAST) if person.weekly
    }
    team = {name: [person.name for person in CAST if person.discipline == name] for name in DISCIPLINES}
    wanted = [
        with_people(one, team, seed)
        for one in _strands(running, seed)
        if (one.account in part.accounts if part.accounts else True)
        and any(present[name].there for name in ([one.only] if one.only else team[one.discipline]))
    ]
    found = rows(
        shared(wanted, present, [month], seed), present, CAST, [month], seed + month, inside=part.inside, habit=HABIT
    )
    return list(_as_far_as_logged(found, running, seed))


def _there(calendar: Calendar, running: Running, place: int, seed: int) -> Presence:
    """Return someone's presence. Today has only the morning, and only for a few people."""
    person = CAST[place]
    taken = {day: minutes for (name, day), minutes in running.taken.items() if name == person.name}
    found = presence_since(calendar, person, running.days, taken, seed)
    random = dice(seed, person.name, running.today, "morning")
    there = {day: minutes for day, minutes in found.there.items() if day < running.today}
    if running.today in found.there and running.today not in taken and random.random() < MORNINGS:
        there[running.today] = random.choice((60, 90, 120, 150))
    return replace(found, there=there)


def _as_far_as_logged(found: Iterable[Row], running: Running, seed: int) -> Iterable[Row]:
    """Yield the rows without those of people who log their last days late."""
    before = [day for day in reversed(running.days) if day < running.today]
    late = dict(zip(before, BEHIND, strict=False))
    for row in found:
        if row.day not in late or dice(seed, row.person, row.day, "late").random() >= late[row.day]:
            yield row


def _strands(running: Running, seed: int) -> Iterable[Strand]:
    for strand, wanted in (*_of_works(running), *_service(running), *_pitches(running)):
        chance = dice(seed, strand.key).uniform(0.94, 1.06)
        minutes = round(wanted * chance / 15) * 15
        if minutes >= LEAST:
            yield replace(strand, minutes=minutes)


def _busy(running: Running, *, held: bool = False) -> float:
    """Return the share of a usual month worked by now.

    In summer and at Christmas retainers (`held`) slow down half as much.
    """
    busy = season(month_of(running.today))
    return running.gone * (min((1 + busy) / 2, 1.0) if held else busy)


def _of_works(running: Running) -> Iterable[tuple[Strand, float]]:
    for place, work in enumerate(WORKS):
        if work.over or work.end[0] < LAST or work.account in QUIET_FROM:
            continue
        quoted = [quote for quote in quotes(work) if not _finished(work, quote)]
        wanted = {quote.title: _monthly(work, quote) for quote in quoted}
        usual = work.worked * 60 / _months(work)
        pace = min(1.0, usual * FASTEST / (sum(wanted.values()) or 1.0)) if work.model == FIXED else 1.0
        until_now = pace * _busy(running, held=work.model == RETAINER)
        there = running.worked.get(place, 0) / (sum(wanted.values()) * until_now or 1.0)
        for quote in quoted:
            yield (
                Strand(
                    f"{place} {quote.title} {month_of(running.today)}", quote.discipline, 0, tuple(running.days), place,
                    work.account, quote.title, steps=quote.steps, flat=True, done=quote.worked,
                ),
                wanted[quote.title] * until_now * max(1 - there, 0.0),
            )  # fmt: skip


def _finished(work: Work, quote: Quote) -> bool:
    """Return whether the line was finished in the story: it used its plan, while the project still runs."""
    return quote.nearly_used_up and work.worked < (work.planned or 0)


def _monthly(work: Work, quote: Quote) -> float:
    """Return the minutes a line takes in the whole month."""
    months_left = work.planned_end[0] - LAST - 1 + work.planned_end[1] / 30 if work.planned_end else 0.0
    if work.model == RETAINER:
        part = USED.get((work.account, work.name), USUALLY)
        return part * (work.monthly or 0) * 60 * quote.worked / (work.worked * 60)
    usual = quote.worked / _months(work)
    if work.model == FIXED and months_left and work.worked < (work.planned or 0):
        return max((quote.planned or 0) - quote.worked, 0) / max(months_left, 1.0)
    return usual * (1.0 if work.model == PREPAID else SLOWER)


def _months(work: Work) -> float:
    """Return the number of months a project lasted in the story."""
    (first, since), (last, until) = work.start, work.end
    return max(last - first + (until - since) / 30, 1.0)


def _service(running: Running) -> Iterable[tuple[Strand, float]]:
    """Yield account service. A manager with already logged days has less time for it."""
    for book in BOOKS:
        if book.service_hours and book.name not in QUIET_FROM and book.name not in running.served:
            booked = sum(running.taken.get((book.manager, day), 0) for day in running.days)
            free = max(1 - booked / (DAY * len(running.days)), 0.0)
            strand = Strand(
                f"service {book.name} {month_of(running.today)}", ACCOUNT, 0, tuple(running.days), account=book.name,
                only=book.manager, flat=True,
            )  # fmt: skip
            yield strand, book.service_hours * 60 / 12 * _busy(running) * free


def _pitches(running: Running) -> Iterable[tuple[Strand, float]]:
    for one in PITCHES:
        key = f"pitch {one.discipline} {month_of(running.today)}"
        strand = Strand(key, one.discipline, 0, tuple(running.days), only=one.only, flat=True)
        yield strand, one.hours * 60 / LAST * _busy(running)
