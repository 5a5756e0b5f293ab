"""What an expectation may be and become (domain.md, "States"). Pure."""

from typing import Final

OPEN: Final = "open"
ALIGNED: Final = "aligned"
AT_RISK: Final = "at_risk"
MISSED: Final = "missed"
RESET: Final = "reset"
MET: Final = "met"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    OPEN: (ALIGNED, AT_RISK, RESET, MET, MISSED),
    ALIGNED: (AT_RISK, RESET, MET, MISSED),
    AT_RISK: (ALIGNED, RESET, MET, MISSED),
    MISSED: (RESET, MET),
    RESET: (ALIGNED, AT_RISK, RESET, MET, MISSED),
    MET: (OPEN,),
}
"""The legal moves. What was missed is reset with the client's word or met late; what was met opens again by mistake."""
STATES: Final = tuple(MOVES)
LIVE: Final = (OPEN, ALIGNED, AT_RISK, MISSED, RESET)
"""States in which somebody still waits for something."""

NEED_A_REASON: Final = frozenset({AT_RISK, MISSED})
NEED_THEIR_WORD: Final = frozenset({ALIGNED, RESET})
"""Moves that hold only if somebody at the client said so: their word is the evidence."""

PROMISE: Final = "promise"
KINDS: Final = ("result", "quality", "date", "money", "scope", "way", PROMISE)
"""What is expected. A promise is ours: somebody here gave it, until a day."""

FIRST: Final = {MISSED: 0, AT_RISK: 1, OPEN: 2, RESET: 3, ALIGNED: 4, MET: 5}
"""The order in which a page shows states: what needs somebody first."""


def may_move(before: str, after: str) -> bool:
    """Whether an expectation may go from one state to the other."""
    return after in MOVES.get(before, ())
