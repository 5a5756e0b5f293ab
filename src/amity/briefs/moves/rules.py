"""The life of a brief as a table of legal moves (domain.md, "States")."""

from typing import Final

from amity.briefs.sizes.rules import NOTE

DRAFT: Final = "draft"
WITH_CLIENT: Final = "with_client"
CONFIRMED: Final = "confirmed"
CONVERTED: Final = "converted"
DROPPED: Final = "dropped"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    DRAFT: (WITH_CLIENT, DROPPED),
    WITH_CLIENT: (CONFIRMED, DRAFT, DROPPED),
    CONFIRMED: (CONVERTED, DRAFT, DROPPED),
    CONVERTED: (),
    DROPPED: (DRAFT,),
}
"""The legal moves. What was with the client may come back into work, what was dropped may be taken up again."""
OF_A_NOTE: Final[dict[str, tuple[str, ...]]] = {DRAFT: (CONFIRMED,)}
"""A note repeats what the client asked for: it need not go back to them before it counts."""
STATES: Final = tuple(MOVES)
PATH: Final = (DRAFT, WITH_CLIENT, CONFIRMED, CONVERTED)
"""The way a brief usually goes, as the page draws it."""
COMPLETE: Final = (WITH_CLIENT, CONFIRMED, CONVERTED)
"""States that a brief enters only when nothing of its size is missing."""
OPEN: Final = (DRAFT, WITH_CLIENT, CONFIRMED)
"""States in which something is still to be done."""


def moves_from(state: str, size: str) -> tuple[str, ...]:
    """Return where a brief of a size may go from a state."""
    short_cut = OF_A_NOTE.get(state, ()) if size == NOTE else ()
    return (*short_cut, *MOVES.get(state, ()))


def may_move(before: str, after: str, size: str) -> bool:
    """Return whether a brief of a size may go from one state to the other."""
    return after in moves_from(before, size)


def path_with(state: str) -> tuple[str, ...]:
    """The steps to draw, with the end of one that was dropped."""
    return (DRAFT, DROPPED) if state == DROPPED else PATH
