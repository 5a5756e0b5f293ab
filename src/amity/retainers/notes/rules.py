"""Pure rules of notes: the one number that names a retainer with a period."""

from datetime import date
from typing import Final

DAYS: Final = 10_000_000
"""More than the ordinal of any date."""


def note_id(agreement_id: int, first: date) -> int:
    """Return the number of the note about a period: the agreement's id before the ordinal of its first day."""
    return agreement_id * DAYS + first.toordinal()


def note_of(number: int) -> tuple[int, date | None]:
    """Return the agreement's id and the period's first day of a note's number. The day is None if it isn't one."""
    agreement_id, ordinal = divmod(number, DAYS)
    return agreement_id, date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
