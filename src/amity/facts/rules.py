"""The three states of a fact, and valid field names (product.md, principle 4: never guess)."""

import re
from datetime import date
from typing import Final

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
STATES: Final = (KNOWN, ASSUMED, TO_FIND_OUT)
STATED: Final = (KNOWN, ASSUMED)
"""The states that somebody states; *to find out* comes from a question."""

FIELD: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
FURTHEST: Final = 366
"""A question is due within this many days."""


def is_field(name: str) -> bool:
    """Return whether a field may be called so: letters, digits, dots, hyphens, as in "line.12.hours"."""
    return FIELD.fullmatch(name) is not None


def due_in_time(due_on: date, today: date) -> bool:
    """Return whether a question asked today may be due on that day: not before today, not beyond a year."""
    return 0 <= (due_on - today).days <= FURTHEST


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Return whether a question is open past its day."""
    return state == TO_FIND_OUT and due_on is not None and due_on < today
