"""Next dates of a person, or of an account: parts above say what comes up in the work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from amity.people.models import Person
from amity.shared.actor import Actor

AHEAD: Final = 14
"""Days that count as next."""
SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NextDate:
    """A day with what happens on it, and whose it is: an account or a project.

    `before` is the address of a page to read before it, for a meeting.
    """

    on: date
    title: str
    whose: str
    address: str
    before: str = field(default="", compare=False)


Source = Callable[[Person, date, int], Sequence[NextDate]]
"""Dates of a person from a day on, soonest first, at most so many."""
AccountSource = Callable[[Actor, int, date, int], Sequence[NextDate]]
"""Dates of an account that the actor can see from a day on, soonest first, at most so many."""
_sources: Final[dict[str, Source]] = {}
_account_sources: Final[dict[str, AccountSource]] = {}


def register(key: str, source: Source) -> None:
    """Register the dates that a part has for a person."""
    _sources[key] = source


def register_on_account(key: str, source: AccountSource) -> None:
    """Register the dates that a part has on an account."""
    _account_sources[key] = source


def next_dates(person: Person, today: date) -> list[NextDate]:
    """Return a person's next dates of all parts."""
    return sorted(one for source in _sources.values() for one in source(person, today, SHOWN))[:SHOWN]


def next_dates_on(by: Actor, account_id: int, today: date) -> list[NextDate]:
    """Return the next dates on an account of all parts, as the actor can see them."""
    sources = _account_sources.values()
    return sorted(one for source in sources for one in source(by, account_id, today, SHOWN))[:SHOWN]
