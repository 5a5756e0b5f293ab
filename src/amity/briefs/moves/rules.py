"""Pure rules of a brief's status changes (domain.md, "States")."""

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
"""The legal status changes. A brief can return from the client to draft, and a dropped one can be reopened."""
OF_A_NOTE: Final[dict[str, tuple[str, ...]]] = {DRAFT: (CONFIRMED,)}
"""Further changes for a note, which repeats the client's request and doesn't need their confirmation."""
STATES: Final = tuple(MOVES)
PATH: Final = (DRAFT, WITH_CLIENT, CONFIRMED, CONVERTED)
"""The usual statuses of a brief, as the page draws them."""
AT_CLIENT: Final = (WITH_CLIENT, CONFIRMED)
"""Statuses that the client brings about, each recorded with who, when and how."""
COMPLETE: Final = (WITH_CLIENT, CONFIRMED, CONVERTED)
"""Statuses that a brief enters only when nothing its size requires is missing."""
OPEN: Final = (DRAFT, WITH_CLIENT, CONFIRMED)
"""Statuses in which something is still to be done."""


def moves_from(state: str, size: str) -> tuple[str, ...]:
    """Return the possible next statuses of a brief by its size."""
    short_cut = OF_A_NOTE.get(state, ()) if size == NOTE else ()
    return (*short_cut, *MOVES.get(state, ()))


def may_move(before: str, after: str, size: str) -> bool:
    """Return whether a brief of a size can change from one status to the other."""
    return after in moves_from(before, size)


def next_at_client(state: str) -> str:
    """Return what is recorded next of the client: that they have the brief, then that they confirmed it."""
    return WITH_CLIENT if state == DRAFT else CONFIRMED


def path_with(state: str) -> tuple[str, ...]:
    """Return the statuses to draw, with dropped as the end of a dropped brief."""
    return (DRAFT, DROPPED) if state == DROPPED else PATH
