"""When and where a person wants their Today, with the limits."""

from dataclasses import dataclass
from typing import Annotated

from amity.shared.values import OneOf, Text, Whole
from amity.today.letters.rules import FORMATS, HOUR

LONGEST = 2_000
LAST_HOUR = 20


@dataclass(frozen=True, slots=True)
class MorningFields:
    """Whether and when someone gets the morning email, and the chat that gets a notice too.

    A blank `address` leaves the stored one; without a `chat` it is forgotten.
    """

    by_email: bool = False
    hour: Annotated[int, Whole(0, LAST_HOUR)] = HOUR
    chat: Annotated[str, OneOf(("", *FORMATS))] = ""
    address: Annotated[str, Text(LONGEST)] = ""
