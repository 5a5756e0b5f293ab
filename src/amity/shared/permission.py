"""Answers of policy functions, and the ladder of money rights."""

from dataclasses import dataclass
from enum import IntEnum

from amity.shared.errors import Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, or a no with the sentence that is shown to the person."""

    allowed: bool
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Do nothing on a yes; raise `Refused` with the sentence on a no."""
        if not self.allowed:
            raise Refused(self.sentence)


YES = Answer(True)


def no(sentence: str) -> Answer:
    """A no, and why."""
    return Answer(False, sentence)


class MoneyRight(IntEnum):
    """How far someone sees into money. Each step includes the ones below it."""

    NONE = 0
    HOURS = 1
    FEE = 2
    TARGET = 3
    MARGIN = 4
    COST = 5
