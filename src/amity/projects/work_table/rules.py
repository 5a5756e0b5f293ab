"""The state of a line or a work item as one word. Pure."""

from typing import Final

from amity.projects.rules import PLANNED
from amity.shared.shares import WHOLE

FINISHED: Final = "finished"
ASKED: Final = "asked"
IN_PROGRESS: Final = "in_progress"
NOT_MARKED: Final = "not_marked"

TOLERANCE: Final = 500
"""Basis points of the quoted hours that a project can exceed and still be on plan."""


EARLY: Final = 2_000
"""Basis points of the quoted hours below which, with nothing finished, a project says too little to be judged."""


def is_too_early(quoted_seconds: int, used_seconds: int, *, finished: bool) -> bool:
    """Return whether too little is known of quoted work to judge how it will end.

    Less than a fifth of its hours is used, and none of it is `finished`. docs/forecast.md tries the forecast from a
    quarter on. What has happened, such as unquoted time or a date that has passed, is judged all the same.
    """
    return not finished and 0 <= used_seconds * WHOLE < quoted_seconds * EARLY


def is_over(quoted_seconds: int, over_seconds: int) -> bool:
    """Return whether the hours exceed those quoted by more than the tolerance."""
    return quoted_seconds > 0 and over_seconds * WHOLE > quoted_seconds * TOLERANCE


def row_state(*, finished: bool, asked: bool, used_seconds: int, deliverable: str, over: bool) -> str:
    """Return the state to show: finished first, then the question, what the client has, and what time says.

    `deliverable` is the state of the line's deliverable. In ended work (`over`) an open row isn't planned any more.
    """
    if finished:
        return FINISHED
    if asked:
        return ASKED
    if deliverable not in ("", PLANNED):
        return deliverable
    if over:
        return NOT_MARKED
    return IN_PROGRESS if used_seconds else PLANNED
