"""Split a person's month into days: rows of time as people log them, with the agency's own time around them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Final

from amity.demo.book.accounts import BOOKS
from amity.demo.book.people import Colleague
from amity.demo.days import phrases
from amity.demo.days.absence import Presence
from amity.demo.days.dice import dice
from amity.demo.days.sharing import Shares, days_of
from amity.demo.days.strands import Strand
from amity.shared.dates.periods import last_day, month_of

PIECES: Final = (45, 60, 90, 90, 120, 120, 150, 180, 210)
"""Minutes of one entry."""
SCATTER: Final = 45
FREELANCE_DAY: Final = 360
DESK: Final = ("finance", "procurement")
"""Contacts with whom the team doesn't discuss the work."""
CLIENTS: Final = {
    book.name: [one.name.removeprefix("Dr ").split()[0] for one in book.contacts if one.roles[0] not in DESK]
    for book in BOOKS
}


@dataclass(frozen=True, slots=True)
class Habit:
    """How people log the rest of a day: the share they log, and the share of days on which they forget it.

    In the `newest_days` of the story many entries are still missing: `not_yet` is the share of forgotten days there.
    """

    part: tuple[float, float] = (0.68, 0.95)
    forgotten: float = 0.02
    not_yet: float = 0.6
    newest_days: int = 7


USUAL: Final = Habit()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of time. `work` is the place in `WORKS`, None where it isn't on a client project.

    `inside` names the agency's own project. `account` alone is account service.
    """

    person: str
    day: date
    minutes: int
    text: str
    work: int | None = None
    account: str = ""
    line: str = ""
    task: str = ""
    inside: str = ""


def rows(
    shares: Shares, present: Mapping[str, Presence], cast: Sequence[Colleague], months: Sequence[int], seed: int,
    *, inside: bool = True, habit: Habit = USUAL,
) -> list[Row]:  # fmt: skip
    """Return every row of the months, by day and person."""
    found: list[tuple[Strand, Row]] = []
    own: list[Row] = []
    for person in cast:
        there = present.get(person.name)
        room = dict(there.there) if there else {}
        for month in months:
            found += _month(person, month, shares.get((person.name, month), []), room, there, seed)
        if inside and there:
            own += _inside(person, room, there, months, seed, habit)
    return sorted([*_with_tasks(found, cast, seed), *own], key=lambda row: (row.day, row.person))


def _month(
    person: Colleague, month: int, parts: Sequence[tuple[Strand, int]], room: dict[date, int],
    there: Presence | None, seed: int,
) -> Iterable[tuple[Strand, Row]]:  # fmt: skip
    random = dice(seed, person.name, month)
    for strand, minutes in sorted(parts, key=lambda part: (len(part[0].days), part[0].key)):
        days = days_of(strand, month, there)
        for piece in _pieces(random, minutes):
            day = max(days, key=lambda one: room.get(one, FREELANCE_DAY) + random.randint(0, SCATTER))
            room[day] = room.get(day, FREELANCE_DAY) - piece
            inside = "" if strand.account else "New business"
            yield strand, Row(
                person.name, day, piece, "", strand.work, strand.account, strand.line, strand.task, inside
            )  # fmt: skip


def _pieces(random: Random, minutes: int) -> Iterable[int]:
    while minutes > 0:
        piece = random.choice(PIECES)
        piece = minutes if minutes - piece < 30 else piece
        yield piece
        minutes -= piece


def _with_tasks(found: Iterable[tuple[Strand, Row]], cast: Sequence[Colleague], seed: int) -> Iterable[Row]:
    """Assign rows to the tasks of their line, one after the other, with a note."""
    disciplines = {person.name: person.discipline for person in cast}
    ordered = sorted(found, key=lambda pair: (pair[0].key, pair[1].day, pair[1].person, pair[1].minutes))
    for key, group in groupby(ordered, key=lambda pair: pair[0].key):
        random, run = dice(seed, key, "texts"), 0
        for strand, row in group:
            task = row.task or _step(strand, strand.done + run)
            run += row.minutes
            text = _text(random, strand, disciplines[row.person], task)
            yield replace(row, task=task, text=text)


def _step(strand: Strand, run: int) -> str:
    """Return the task that is next after `run` minutes on the strand."""
    if not strand.steps:
        return ""
    planned = sum(step.planned for step in strand.steps)
    stretch = strand.minutes / planned if strand.minutes >= planned * 0.9 and planned else 1.0
    for step in strand.steps:
        if run < step.planned * stretch:
            return step.title
        run -= round(step.planned * stretch)
    return strand.steps[-1].title


def _text(random: Random, strand: Strand, discipline: str, task: str) -> str:
    if not strand.account:
        return random.choice(phrases.PHRASES.pitches)
    who = random.choice(CLIENTS[strand.account])
    if strand.work is None:
        return random.choice(phrases.PHRASES.service).format(who=who)
    return phrases.note(random, discipline or strand.discipline, task, who)


def _inside(
    person: Colleague, room: Mapping[date, int], there: Presence, months: Sequence[int], seed: int, habit: Habit
) -> Iterable[Row]:  # fmt: skip
    random, wanted = dice(seed, person.name, "inside"), set(months)
    lengths = list(there.there.values())
    usual = there.usual or (max(lengths) if lengths else 0)
    newest = last_day(months[-1]) - timedelta(days=habit.newest_days - 1)
    late: defaultdict[int, int] = defaultdict(int)
    for day, rest in room.items():
        late[month_of(day)] += max(-rest, 0)
    for day, rest in room.items():
        forgets = habit.not_yet if day >= newest else habit.forgotten
        if month_of(day) not in wanted or rest < 30 or random.random() < forgets:
            continue
        paid = min(late[month_of(day)], rest)  # people who worked late leave early on another day
        late[month_of(day)] -= paid
        left = round((rest - paid) * random.uniform(*habit.part) / 15) * 15
        cut = round(left * random.uniform(0.3, 0.7) / 15) * 15 if left > 150 else 0
        for minutes in (cut, left - cut):
            if minutes:
                text = phrases.internal_note(random, person.discipline)
                yield Row(person.name, day, minutes, text, inside="Internal")
    for day, why in there.off.items():
        if month_of(day) in wanted:
            text = phrases.SICK if why == "sick" else phrases.HOLIDAY
            yield Row(person.name, day, usual, text, inside="Leave")
