"""Pure rules of the review: when a band was a false green or a false red (domain.md, "Health")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.health.rules import UNWELL, WELL

GREEN: Final = "green"
RED: Final = "red"
KINDS: Final = (GREEN, RED)
LOST: Final = "lost"
CONFLICT: Final = "conflict"
RENEWED: Final = "renewed"
CAUSES: Final = (LOST, CONFLICT, RENEWED)
WITHIN: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a day's page showed of an account."""

    day: date
    band: str
    score: int | None


def false_green(shown: Iterable[Shown], on: date) -> Shown | None:
    """Return the last day of the 60 before a loss or a severe conflict that showed the account as well, or None."""
    within = [one for one in shown if on - WITHIN <= one.day < on and one.band == WELL]
    return max(within, key=lambda one: one.day, default=None)


def false_red(shown: Sequence[Shown], on: date, acted: Iterable[date]) -> Shown | None:
    """Return the first day of the 60 before a renewal that showed the account as unwell, if no one acted since."""
    within = [one for one in shown if on - WITHIN <= one.day < on and one.band == UNWELL]
    first = min(within, key=lambda one: one.day, default=None)
    if first is None or any(first.day <= day <= on for day in acted):
        return None
    return first
