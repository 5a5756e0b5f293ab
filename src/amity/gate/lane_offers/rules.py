"""Pure rules of offers: which lane is lighter, and when it is offered."""

from collections.abc import Sequence
from typing import Final

from amity.gate.lanes.rules import LANES, allowed, strength

RUN: Final = 10
"""Clean emails in a row, after which a lighter lane is offered."""

LIGHTER: Final = "lighter"
BACK: Final = "back"
WHYS: Final = (LIGHTER, BACK)

TAKEN: Final = "taken"
DISMISSED: Final = "dismissed"
LAPSED: Final = "lapsed"
"""Nothing was decided: an email was returned, or the lane was changed elsewhere."""
ANSWERS: Final = (TAKEN, DISMISSED, LAPSED)


def lighter(kind: str, lane: str) -> str:
    """Return the next lighter lane that a kind may have, or "" if there is none."""
    place = strength(lane) - 1
    return LANES[place] if place >= 0 and LANES[place] in allowed(kind) else ""


def is_run(clean: Sequence[bool]) -> bool:
    """Return whether the last emails, the newest first, were clean often enough in a row."""
    return len(clean) >= RUN and all(clean[:RUN])
