"""The time of the whole story, as the builder uses it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from amity.demo.book.people import CAST, DISCIPLINES
from amity.demo.days.absence import presence
from amity.demo.days.rows import Row, rows
from amity.demo.days.sharing import shared
from amity.demo.days.strands import strands
from amity.shared.stories import LAST, Calendar


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the story's time to build: its newest months, some accounts (none means all), and own time or not."""

    months: int = LAST
    accounts: Collection[str] = ()
    inside: bool = True


WHOLE = Slice()


def story_rows(calendar: Calendar, working_days: Sequence[date], seed: int, part: Slice = WHOLE) -> list[Row]:
    """Return the rows of time of a part of the story, by day and person. `working_days` are those of all its months."""
    present = {person.name: presence(calendar, person, working_days, seed) for person in CAST if person.weekly}
    team = {name: [person.name for person in CAST if person.discipline == name] for name in DISCIPLINES}
    wanted = [
        strand
        for strand in strands(calendar, working_days, team, seed)
        if (strand.account in part.accounts if part.accounts else True)
    ]
    months = calendar.months(part.months)
    shares = shared(wanted, present, months, seed)
    return rows(shares, present, CAST, months, seed, inside=part.inside)
