"""Values of the answers to a card, with their limits."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from amity.shared.values import OneOf, Whole
from amity.today.asides.rules import REASONS
from amity.waiting.stakes import MOST


@dataclass(frozen=True, slots=True)
class NotNowFields:
    """Until when a card is set aside: a date, or until something about it changes."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class LetPassFields:
    """Why a card is let pass."""

    reason: Annotated[str, OneOf(REASONS)]


@dataclass(frozen=True, slots=True)
class EffectFields:
    """The effects of a card as its reader knows them."""

    client: Annotated[int, Whole(1, MOST)]
    agency: Annotated[int, Whole(1, MOST)]
