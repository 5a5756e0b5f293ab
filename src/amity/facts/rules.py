"""The three states of a fact, and valid field names (product.md, principle 4: never guess)."""

import re
from datetime import date
from typing import Final

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
STATES: Final = (KNOWN, ASSUMED, TO_FIND_OUT)
STATED: Final = (KNOWN, ASSUMED)
"""The states that someone records. *To find out* results from a question."""

FIELD: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
FURTHEST: Final = 366
"""Most days until a question is due."""


def is_field(name: str) -> bool:
    """Return whether a field name is valid: letters, digits, dots and hyphens, as in "line.12.hours"."""
    return FIELD.fullmatch(name) is not None


def due_in_time(due_on: date, today: date) -> bool:
    """Return whether a question asked today can be due on that date: not before today, and within a year."""
    return 0 <= (due_on - today).days <= FURTHEST


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Return whether a question is open past its due date."""
    return state == TO_FIND_OUT and due_on is not None and due_on < today
