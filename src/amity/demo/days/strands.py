"""Strands of work: hours of one discipline on one line or task, between two days. All time hangs on one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from amity.demo.book.clients import BOOKS
from amity.demo.book.work import RETAINER, Task, Work
from amity.demo.book.works import GAVIN, QUIET_FROM, RUN_BY, WORKS
from amity.demo.days.calendar import LAST, Calendar, Day, cadence, season
from amity.demo.days.dice import dice
from amity.demo.days.mixes import PHASE
from amity.demo.days.quotes import Quote, Step, quotes
from amity.demo.staff.cast import ACCOUNT, DESIGN, DIRECTOR, STRATEGY
from amity.shared.periods import month_of

PITCHES: Final = ((ACCOUNT, DIRECTOR.name, 420), (STRATEGY, "", 170), (DESIGN, "", 110))
"""Hours of new business in the story, by discipline, and by whom if by one."""


@dataclass(frozen=True, slots=True)
class Strand:
    """`work` is the place in `WORKS`, None for account service (`account`) and new business (neither).

    `preferred` are asked first, in this order; `only` does it alone. `steps` are done one after the other, from where
    the `done` minutes of before left them.
    """

    key: str
    discipline: str
    minutes: int
    days: tuple[date, ...]
    work: int | None = None
    account: str = ""
    line: str = ""
    task: str = ""
    steps: tuple[Step, ...] = ()
    preferred: tuple[str, ...] = ()
    only: str = ""
    flat: bool = False
    swing: float = 0.15
    done: int = 0


def strands(calendar: Calendar, working_days: Sequence[date], team: dict[str, list[str]], seed: int) -> list[Strand]:
    """Every strand of the story. `team` names people by discipline."""
    found = [one for place, work in enumerate(WORKS) for one in _of_work(calendar, working_days, place, work)]
    found += _service(calendar, working_days)
    found += [
        Strand(f"pitch {discipline}", discipline, hours * 60, tuple(working_days), only=only, swing=0.5)
        for discipline, only, hours in PITCHES
    ]
    return [with_people(one, team, seed) for one in found]


def by_month(strand: Strand, seed: int) -> dict[int, int]:
    """Minutes of each month, in quarters of an hour: by working days, season, and a little chance."""
    weights: dict[int, float] = {}
    for day in strand.days:
        month = month_of(day)
        weights[month] = weights.get(month, 0.0) + (1.0 if strand.flat else season(month))
    if not strand.flat:
        for month in weights:
            weights[month] *= dice(seed, strand.key, month).uniform(1 - strand.swing, 1 + strand.swing)
    whole, given, shares = sum(weights.values()), 0, {}
    for month in list(weights)[:-1]:
        shares[month] = round(strand.minutes * weights[month] / whole / 15) * 15
        given += shares[month]
    if weights:
        shares[list(weights)[-1]] = max(strand.minutes - given, 0)
    return shares


def _of_work(calendar: Calendar, working_days: Sequence[date], place: int, work: Work) -> list[Strand]:
    open_days = _open(calendar, working_days, work.account, work.every)
    whole = [day for day in open_days if calendar.day(work.start) <= day <= calendar.day(work.end)]
    found = [_of_line(work, place, quote, whole) for quote in quotes(work) if quote.worked]
    return found + [_of_task(calendar, work, place, task, whole) for task in work.tasks]


def _of_line(work: Work, place: int, quote: Quote, days: Sequence[date]) -> Strand:
    first, last = PHASE.get(quote.discipline, (0.0, 1.0)) if not _runs_through(work) else (0.0, 1.0)
    if not work.over:
        last = 0.5 if quote.used_up and quote.discipline == STRATEGY else 1.0
    within = tuple(days[int(first * len(days)) : max(round(last * len(days)), 1)])
    swing = 0.0 if work.flat else (0.06 if work.model == RETAINER else 0.15)
    return Strand(
        f"{place} {quote.title}", quote.discipline, quote.worked, within, place, work.account, quote.title,
        steps=quote.steps, flat=work.flat, swing=swing,
    )  # fmt: skip


def _runs_through(work: Work) -> bool:
    return work.mix == "care" or work.flat


def _of_task(calendar: Calendar, work: Work, place: int, task: Task, days: Sequence[date]) -> Strand:
    discipline = next((quote.discipline for quote in quotes(work) if quote.title == task.line), ACCOUNT)
    within = tuple(day for day in days if calendar.day(task.start) <= day <= calendar.day(task.end))
    return Strand(
        f"{place} {task.title}", discipline, round(task.worked * 60), within, place, work.account, task.line,
        task.title, only=task.person, flat=True,
    )  # fmt: skip


def _service(calendar: Calendar, working_days: Sequence[date]) -> Iterable[Strand]:
    for book in BOOKS:
        if book.care:
            days = tuple(_open(calendar, working_days, book.name, 8 if book.name in QUIET_FROM else 0))
            yield Strand(
                f"service {book.name}", ACCOUNT, book.care * 90, days, account=book.name, only=book.manager, swing=0.3
            )  # fmt: skip


def _open(calendar: Calendar, days: Sequence[date], account: str, every: int) -> list[date]:
    """The days an account is worked for: all of them, or one a week or so, or none after it fell silent."""
    end: Day = QUIET_FROM.get(account, (LAST, 31))
    return [day for day in (cadence(days, every) if every else days) if day <= calendar.day(end)]


def with_people(strand: Strand, team: dict[str, list[str]], seed: int) -> Strand:
    """The strand with those of its discipline in the order they are asked: who is in charge of the account first."""
    if strand.only:
        return strand
    people = list(team[strand.discipline])
    dice(seed, strand.account, strand.work, strand.discipline).shuffle(people)
    first = [who for who in dict.fromkeys(_in_charge(strand)) if who in people]
    return replace(strand, preferred=(*first, *(who for who in people if who not in first)))


def _in_charge(strand: Strand) -> tuple[str, ...]:
    managers = [book.manager for book in BOOKS if book.name == strand.account]
    runs = WORKS[strand.work].manager if strand.work is not None else ""
    return (*managers, runs, RUN_BY.get(strand.account, GAVIN))
