"""Answers of policy functions, and the ladder of money rights."""

from dataclasses import dataclass
from enum import IntEnum

from amity.shared.errors import Link, Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, or a no with the sentence to show to the person, and the page that it is about."""

    allowed: bool
    sentence: str = ""
    link: Link | None = None

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise `Refused` with the sentence if the answer is no."""
        if not self.allowed:
            raise Refused(self.sentence, self.link)


YES = Answer(True)


def no(sentence: str, link: Link | None = None) -> Answer:
    """Return a no with its reason, and the page that it is about."""
    return Answer(False, sentence, link)


class MoneyRight(IntEnum):
    """The steps of access to money. Each step includes the ones below it."""

    NONE = 0
    HOURS = 1
    FEE = 2
    TARGET = 3
    MARGIN = 4
    COST = 5
