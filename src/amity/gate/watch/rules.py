"""Pure rules of the watch: how long it is, and what would have been stopped."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from amity.gate.checks.rules import BLOCK
from amity.gate.lanes.rules import HOLD, strength

LASTS: Final = timedelta(days=14)
ON: Final = "on"
LONGER: Final = "longer"
OUTCOMES: Final = (ON, LONGER)


def has_ended(ends_at: datetime, now: datetime) -> bool:
    """Return whether the time is over. What follows is a person's decision."""
    return now >= ends_at


def would_stop(levels: Iterable[str]) -> bool:
    """Return whether the checks would have stopped an item: one of them blocks."""
    return BLOCK in levels


def would_wait(lane: str) -> bool:
    """Return whether someone would have had to clear an item in the lane it would have had."""
    return strength(lane) >= strength(HOLD)
