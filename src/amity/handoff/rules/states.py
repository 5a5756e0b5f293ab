"""The life of a hand-off as a table of legal moves (domain.md, "States")."""

from typing import Final

PREPARING: Final = "preparing"
OFFERED: Final = "offered"
ACCEPTED: Final = "accepted"
CONDITIONS: Final = "conditions"
RETURNED: Final = "returned"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    PREPARING: (OFFERED,),
    OFFERED: (ACCEPTED, CONDITIONS, RETURNED, PREPARING),
    RETURNED: (PREPARING,),
    ACCEPTED: (PREPARING,),
    CONDITIONS: (PREPARING,),
}
"""An offer may be taken back; what was accepted is prepared anew only to hand it to somebody else."""
STATES: Final = tuple(MOVES)
TAKEN: Final = (ACCEPTED, CONDITIONS)
"""States in which somebody has taken the work."""
WRITTEN: Final = (PREPARING, RETURNED)
"""States in which the giver writes and nothing is offered."""
OPEN: Final = (*WRITTEN, OFFERED)
"""States in which nobody has taken it."""
WRITABLE: Final = (*WRITTEN, *TAKEN)
"""States in which words may be written. After acceptance they show as changed since, to be acknowledged."""


def may_move(before: str, after: str) -> bool:
    """Return whether a hand-off may go from one state to the other."""
    return after in MOVES.get(before, ())


def path_with(state: str) -> tuple[str, ...]:
    """Return the steps to draw: the usual path up to the current status."""
    if state == RETURNED:
        return (PREPARING, OFFERED, RETURNED)
    return (PREPARING, OFFERED, CONDITIONS if state == CONDITIONS else ACCEPTED)
