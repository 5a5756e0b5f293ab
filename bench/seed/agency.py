"""A large agency in little time, for measurements: made with the same commands as a person's, time in bulk.

For the same numbers of accounts, projects, people and months the monthly sums have the same keys, whatever the number
of entries. A page reads the same rows, so a difference in its time comes from the entries alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Final

from amity.agency.calendars import working_days
from amity.audit import trail
from amity.people.queries import people
from amity.shared.command import command
from amity.shared.dates.periods import first_day, last_day, month_of, months_back, months_between, previous_month
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.timesheets import months
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.pricing import PriceList
from bench.seed.book import Book, open_book
from bench.seed.crew import COUNTRY, Staff, hire
from bench.seed.grid import Key, grid, jittered, shared_out, usual_seconds

_AT_ONCE: Final = 10_000
_WORDS: Final = (
    "Review with the client", "First draft", "Second round", "Layout", "Copy", "Build", "Tests", "Call", "Concept",
    "Corrections", "Retouching", "Plan for next week", "Research", "Hand-over", "Figures for the report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """The size of an agency. All numbers are at least one, and entries at least as many as monthly sums."""

    accounts: int
    projects: int
    people: int
    entries: int
    months: int


def seed_agency(*, size: Size, seed: int, now: datetime, tell: Callable[[str], None] = lambda step: None) -> Staff:
    """Create the agency in an empty instance. Its time ends with the month before `now`. Return who can sign in.

    Refused if there is any person already, since it can't be undone.
    """
    if people().exists():
        raise Refused("There are people here already. A seeded agency needs an instance of its own.")
    newest = previous_month(month_of(now.date()))
    listed = list(months_between(months_back(newest, size.months - 1), newest))
    keys = _checked(size, seed)
    begin = datetime.combine(first_day(listed[0]) - timedelta(days=60), time(9), UTC)
    tell("people, rates and prices")
    staff = hire(size.people, begin)
    tell("accounts, agreements, lines and projects")
    book = open_book(staff, size.accounts, size.projects, keys, listed, begin)
    counts = shared_out(size.entries, len(keys), seed)
    days = {month: list(working_days(COUNTRY, first_day(month), last_day(month))) for month in listed}
    usual = usual_seconds(size.entries, size.people, sum(map(len, days.values())))
    dice, prices, done = Random(seed + 2), PriceList(), 0  # noqa: S311 - a story, no secret
    prices.know(project.id for project in book.projects)
    for place, month in enumerate(listed):
        there = [(key, count) for key, count in zip(keys, counts, strict=True) if key.month == place]
        entries = _entries(staff, book, there, days[month], usual, dice)
        while chunk := list(islice(entries, _AT_ONCE)):
            _write(staff, month, chunk, prices)
            done += len(chunk)
            tell(f"time, {done:,} of {size.entries:,} entries")
    return staff


def _checked(size: Size, seed: int) -> list[Key]:
    if min(size.accounts, size.projects, size.people, size.months) < 1:
        raise Invalid("Each number must be at least one.", "")
    keys = grid(size.projects, size.people, size.months, seed)
    if size.entries < len(keys):
        raise Invalid(f"So many projects and months need at least {len(keys)} entries.", "")
    return keys


def _entries(
    staff: Staff, book: Book, there: list[tuple[Key, int]], days: list[date], usual: int, dice: Random
) -> Iterator[NewEntry]:
    written = {day: datetime.combine(day, time(18), UTC) for day in days}
    for key, count in there:
        project = book.projects[key.project]
        for _number in range(count):
            day = days[int(dice.random() * len(days))]
            yield NewEntry(
                staff.ids[key.person], day, jittered(usual, dice), written[day],
                text=_WORDS[int(dice.random() * len(_WORDS))], project_id=project.id,
                line_id=project.lines[key.line], item_id=project.item, billable=dice.random() < 0.9,
            )  # fmt: skip


@command
def _write(staff: Staff, month: int, entries: list[NewEntry], prices: PriceList) -> None:
    months.hold_open(first_day(month))
    bulk.write_entries(prices, new=entries)
    trail.record(
        "entries.written", subject=Ref("timesheets.month", month), by=staff.director,
        at=datetime.combine(last_day(month), time(18), UTC),
        changes={"month": month, "entries": len(entries), "seconds": sum(entry.seconds for entry in entries)},
    )  # fmt: skip
