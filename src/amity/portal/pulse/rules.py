"""The two questions, and how often they are asked. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from amity.shared.values import OneOf

WELL: Final = "well"
MIXED: Final = "mixed"
BADLY: Final = "badly"
FEELINGS: Final = (WELL, MIXED, BADLY)

ENOUGH: Final = "enough"
LITTLE: Final = "little"
MUCH: Final = "much"
AMOUNTS: Final = (ENOUGH, LITTLE, MUCH)


@dataclass(frozen=True, slots=True)
class PulseFields:
    """What a contact answers. `to_director`: they want the director to read it too."""

    work: Annotated[str, OneOf(FEELINGS)]
    contact_amount: Annotated[str, OneOf(("", *AMOUNTS))] = ""
    to_director: bool = False


def quarter_of(day: date) -> int:
    """Return the quarter of a date as a number: 20264 for the last one of 2026."""
    return day.year * 10 + (day.month + 2) // 3
