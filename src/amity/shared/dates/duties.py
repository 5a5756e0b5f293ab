"""Duties over time: dated rows, each valid until the next begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """A person who has a duty from a date, or None for no one."""

    duty: str
    person_id: int | None
    valid_from: date


def holder_on(held: Iterable[Held], duty: str, day: date) -> Held | None:
    """Return who had a duty on a date, by the newest row that had begun, or None before the first."""
    begun = [row for row in held if row.duty == duty and row.valid_from <= day]
    return max(begun, key=lambda row: row.valid_from, default=None)
