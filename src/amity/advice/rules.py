"""Pure rules of recommendations: their states, and outcomes from a goal's readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

DRAFT: Final = "draft"
SENT: Final = "sent"
ACCEPTED: Final = "accepted"
DECLINED: Final = "declined"
WITHDRAWN: Final = "withdrawn"
STATES: Final = (DRAFT, SENT, ACCEPTED, DECLINED, WITHDRAWN)
MADE: Final = (SENT, ACCEPTED, DECLINED)
"""States of a recommendation that the client knows."""
ANSWERS: Final = (ACCEPTED, DECLINED)
OPEN: Final = (DRAFT, SENT)

BETTER: Final = "better"
SAME: Final = "same"
WORSE: Final = "worse"
OUTCOMES: Final = (BETTER, SAME, WORSE)

NOTICEABLE: Final = Decimal("0.05")
"""The share of the way from baseline to target below which a reading is the same as the one before."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reading of a goal's measure."""

    read_on: date
    value: Decimal


def reading_before(readings: Sequence[Read], day: date) -> Read | None:
    """Return the newest reading on or before a day."""
    return max((one for one in readings if one.read_on <= day), key=lambda one: one.read_on, default=None)


def reading_after(readings: Sequence[Read], day: date) -> Read | None:
    """Return the first reading on or after a day."""
    return min((one for one in readings if one.read_on >= day), key=lambda one: one.read_on, default=None)


def outcome_of(
    before: Decimal | None, after: Decimal | None, baseline: Decimal | None, target: Decimal | None
) -> str:  # fmt: skip
    """Return whether a goal is nearer its target than before a recommendation: better, same, worse, or "" if unknown.

    Less than a twentieth of the way from baseline to target is the same. Without a baseline, the way begins at the
    reading before.
    """
    if before is None or after is None or target is None:
        return ""
    start = before if baseline is None or baseline == target else baseline
    if start == target:
        return ""
    moved = (after - before) / (target - start)
    if abs(moved) < NOTICEABLE:
        return SAME
    return BETTER if moved > 0 else WORSE


@dataclass(frozen=True, slots=True)
class Record:
    """How often a practice was recommended, what clients answered, and what came of it."""

    recommended: int = 0
    accepted: int = 0
    declined: int = 0
    better: int = 0
    same: int = 0
    worse: int = 0

    @property
    def measured(self) -> int:
        """How many outcomes are known."""
        return self.better + self.same + self.worse
