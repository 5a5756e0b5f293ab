"""Rules of account reviews: kinds, states, periods, the values entered, and when the next one is due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from amity.shared.dates.periods import first_day, last_day, month_of, months_back, next_month
from amity.shared.values import OneOf, Text, Whole

CLIENT: Final = "client"
INTERNAL: Final = "internal"
KINDS: Final = (CLIENT, INTERNAL)
DRAFT: Final = "draft"
RELEASED: Final = "released"
SENT: Final = "sent"
STATES: Final = (DRAFT, RELEASED, SENT)
"""Released: the figures are frozen, and the email to the client can be written. Sent: the client has it."""
FROZEN: Final = (RELEASED, SENT)

RHYTHMS: Final = (0, 1, 3, 6, 12)
"""Months between two reviews, 0 for none."""
QUARTER: Final = 3
AHEAD: Final = timedelta(days=14)
"""How long before its date a review is drafted."""
TITLE_MOST: Final = 120
TEXT_MOST: Final = 1_000
ASK_MOST: Final = 300
ASKS: Final = "asks"
"""The key of the last block, *One ask, one commitment*."""


@dataclass(frozen=True, slots=True)
class ReviewFields:
    """Values of a new review: the first month and number of months of its period, its date, and for whom it is."""

    months: Annotated[int, Whole(1, 12)] = QUARTER
    first_month: int | None = None
    held_on: date | None = None
    contact_id: int | None = None
    every: Annotated[int, OneOf(RHYTHMS)] = QUARTER
    kind: Annotated[str, OneOf(KINDS)] = CLIENT


@dataclass(frozen=True, slots=True)
class Asks:
    """One ask and one commitment of each side."""

    their_ask: Annotated[str, Text(ASK_MOST)] = ""
    our_commitment: Annotated[str, Text(ASK_MOST)] = ""
    our_ask: Annotated[str, Text(ASK_MOST)] = ""
    their_commitment: Annotated[str, Text(ASK_MOST)] = ""

    @property
    def missing(self) -> int:
        """Return how many of the two asks are blank."""
        return sum(not one for one in (self.their_ask, self.our_ask))


@dataclass(frozen=True, slots=True)
class BlockText:
    """The words that replace those of a block. Blank ones replace nothing."""

    title: Annotated[str, Text(TITLE_MOST)] = ""
    text: Annotated[str, Text(TEXT_MOST, lines=True)] = ""


def period_for(day: date, months: int = QUARTER) -> tuple[date, date]:
    """Return the period that a review prepared on a day is about: the quarter, half-year or year.

    In its first three weeks, that is the one before.
    """
    month = month_of(day - timedelta(days=21))
    first = months_back(month, (month % 100 - 1) % months)
    return span(first, months)


def span(first: int, months: int) -> tuple[date, date]:
    """Return the first and last day of some months."""
    month = first
    for _month in range(months - 1):
        month = next_month(month)
    return first_day(first), last_day(month)


def next_date(held_on: date, every: int) -> date:
    """Return the date of the review after one, some months later."""
    month = month_of(held_on)
    for _month in range(every):
        month = next_month(month)
    return min(first_day(month) + timedelta(days=held_on.day - 1), last_day(month))


def moved(keys: Sequence[str], key: str, steps: int) -> list[str]:
    """Return the keys with one of them moved up (−1) or down (1), as far as there is room."""
    found = list(keys)
    at = found.index(key)
    to = min(max(at + steps, 0), len(found) - 1)
    found.insert(to, found.pop(at))
    return found
