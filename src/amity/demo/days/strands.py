"""Strands of work: hours of one discipline on one line or task, between two days. All time belongs to one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from amity.demo.book.accounts import BOOKS, BY_NAME, QUIET_FROM
from amity.demo.book.people import ACCOUNT, DESIGN, DISCIPLINES, STRATEGY
from amity.demo.book.quotes import Quote, Step, quotes
from amity.demo.book.works import RETAINER, WORKS, Task, Work
from amity.demo.days.dice import dice
from amity.shared.dates.periods import month_of
from amity.shared.stories import DIRECTOR, LAST, Calendar

SEASON: Final = {8: 0.72, 12: 0.70, 1: 0.92, 7: 0.92, 9: 1.12, 10: 1.12, 11: 1.10, 3: 1.06}
"""Workload of a month against an average one.

People are away in August and at Christmas, and clients are back after.
"""


@dataclass(frozen=True, slots=True)
class Pitch:
    """Hours of new business in the story by discipline, or by one person."""

    discipline: str
    hours: int
    only: str = ""


PITCHES: Final = (Pitch(ACCOUNT, 420, DIRECTOR), Pitch(STRATEGY, 170), Pitch(DESIGN, 110))


@dataclass(frozen=True, slots=True)
class Strand:
    """`work` is the place in `WORKS`, None for account service (`account`) and new business (neither).

    `preferred` people are assigned first, in this order; `only` does it alone. `steps` are done one after the other,
    starting after the `done` minutes.
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
    """Return every strand of the story. `team` names people by discipline."""
    found = [one for place, work in enumerate(WORKS) for one in _of_work(calendar, working_days, place, work)]
    found += _service(calendar, working_days)
    found += [
        Strand(f"pitch {one.discipline}", one.discipline, one.hours * 60, tuple(working_days), only=one.only, swing=0.5)
        for one in PITCHES
    ]
    return [with_people(one, team, seed) for one in found]


def by_month(strand: Strand, seed: int) -> dict[int, int]:
    """Return the minutes of each month, in quarters of an hour: by working days, season and a little chance."""
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


def season(month: int) -> float:
    """Return the workload of a month (YYYYMM) against an average one."""
    return SEASON.get(month % 100, 1.0)


def cadence(days: Iterable[date], every: int) -> list[date]:
    """Return the first working day after each `every` days, as for someone who calls about once a week."""
    kept: list[date] = []
    for day in sorted(days):
        if not kept or (day - kept[-1]).days >= every:
            kept.append(day)
    return kept


def _of_work(calendar: Calendar, working_days: Sequence[date], place: int, work: Work) -> list[Strand]:
    open_days = _open(calendar, working_days, work.account, work.every)
    whole = [day for day in open_days if calendar.day(work.start) <= day <= calendar.day(work.end)]
    found = [_of_line(work, place, quote, whole) for quote in quotes(work) if quote.worked]
    return found + [_of_task(calendar, work, place, task, whole) for task in work.tasks]


def _of_line(work: Work, place: int, quote: Quote, days: Sequence[date]) -> Strand:
    worked = DISCIPLINES[quote.discipline]
    first, last = (0.0, 1.0) if _runs_through(work) else (worked.begins, worked.ends)
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
        if book.service_hours:
            days = tuple(_open(calendar, working_days, book.name, 8 if book.name in QUIET_FROM else 0))
            yield Strand(
                f"service {book.name}", ACCOUNT, book.service_hours * 90, days, account=book.name, only=book.manager,
                swing=0.3,
            )  # fmt: skip


def _open(calendar: Calendar, days: Sequence[date], account: str, every: int) -> list[date]:
    """Return the days an account is worked for: all, or about one a week, until it fell silent."""
    end = QUIET_FROM.get(account, (LAST, 31))
    return [day for day in (cadence(days, every) if every else days) if day <= calendar.day(end)]


def with_people(strand: Strand, team: dict[str, list[str]], seed: int) -> Strand:
    """Return the strand with the people of its discipline in order, those in charge of the account first."""
    if strand.only:
        return strand
    people = list(team[strand.discipline])
    dice(seed, strand.account, strand.work, strand.discipline).shuffle(people)
    first = [who for who in dict.fromkeys(_in_charge(strand)) if who in people]
    return replace(strand, preferred=(*first, *(who for who in people if who not in first)))


def _in_charge(strand: Strand) -> tuple[str, ...]:
    book = BY_NAME.get(strand.account)
    runs = WORKS[strand.work].manager if strand.work is not None else ""
    return (book.manager, runs, book.project_manager) if book else (runs,)
