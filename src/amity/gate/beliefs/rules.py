"""Pure rules of beliefs: what can become of one, and how often someone was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

RIGHT: Final = "right"
WRONG: Final = "wrong"
OUTCOMES: Final = (RIGHT, WRONG)


@dataclass(frozen=True, slots=True)
class Score:
    """How often a person was right, of the beliefs whose outcome they know."""

    right: int
    known: int


def score(outcomes: Sequence[str]) -> Score:
    """Return how often someone was right. What isn't known yet doesn't count."""
    return Score(outcomes.count(RIGHT), sum(outcome in OUTCOMES for outcome in outcomes))
