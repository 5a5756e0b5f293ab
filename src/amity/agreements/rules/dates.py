"""Days an agreement warns of ahead: notice, renewal, end; and of a right: its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

NO_RENEWAL: Final = "none"
BY_ITSELF: Final = "itself"
BY_WORD: Final = "word"
RENEWALS: Final = (NO_RENEWAL, BY_ITSELF, BY_WORD)

NOTICE: Final = "notice"
RENEWS: Final = "renews"
ENDS: Final = "ends"
AHEAD: Final = (90, 60, 30)
"""Days before which is warned."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A day ahead: which one, how many days away (below zero: past), and the step of `AHEAD` reached."""

    what: str
    on: date
    days: int
    step: int


def warned(what: str, on: date | None, today: date, *, past: bool = False) -> Warned | None:
    """A warning for a day at most 90 days ahead; one that is past only where `past` matters still."""
    if on is None:
        return None
    days = (on - today).days
    if days > AHEAD[0] or (days < 0 and not past):
        return None
    return Warned(what, on, days, min((step for step in AHEAD if days <= step), default=AHEAD[-1]))


def warnings(
    *, notice_on: date | None, renews_on: date | None, ends_on: date | None, renewal: str, today: date
) -> list[Warned]:
    """What an agreement in force warns of, the nearest first. Its end is no news where it renews by itself.

    One that renewed by itself says so until somebody says the next day.
    """
    found: Iterable[Warned | None] = (
        warned(NOTICE, notice_on, today),
        warned(RENEWS, renews_on, today, past=renewal == BY_ITSELF) if renewal != NO_RENEWAL else None,
        warned(ENDS, ends_on, today) if renewal != BY_ITSELF else None,
    )
    return sorted((one for one in found if one), key=lambda one: one.on)
