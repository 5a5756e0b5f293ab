"""Next dates of a person: parts above say what comes up in the work they answer for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.people.models import Person

AHEAD: Final = 14
"""Days that count as next."""
SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NextDate:
    """A day with what happens on it, and whose it is: an account or a project."""

    on: date
    title: str
    whose: str
    address: str


Source = Callable[[Person, date, int], Sequence[NextDate]]
"""Dates of a person from a day on, soonest first, at most so many."""
_sources: Final[dict[str, Source]] = {}


def register(key: str, source: Source) -> None:
    """Register the dates of a part."""
    _sources[key] = source


def next_dates(person: Person, today: date) -> list[NextDate]:
    """Return a person's next dates of all parts."""
    return sorted(one for source in _sources.values() for one in source(person, today, SHOWN))[:SHOWN]
