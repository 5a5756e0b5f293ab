"""Pure rules of a job's states and the legal changes between them."""

from datetime import timedelta
from typing import Final

QUEUED: Final = "queued"
RUNNING: Final = "running"
DONE: Final = "done"
FAILED: Final = "failed"
CANCELLED: Final = "cancelled"
INTERRUPTED: Final = "interrupted"

OPEN: Final = frozenset({QUEUED, RUNNING})
"""States in which the page polls for progress."""

NEED_SOMEONE: Final = frozenset({FAILED, INTERRUPTED})
"""States in which a person decides what becomes of the job."""

UNFINISHED: Final = OPEN | NEED_SOMEONE
"""States that need a worker or a person."""

MOVES: Final[dict[str, frozenset[str]]] = {
    QUEUED: frozenset({RUNNING, CANCELLED}),
    RUNNING: frozenset({QUEUED, DONE, FAILED, CANCELLED, INTERRUPTED}),
    INTERRUPTED: frozenset({QUEUED, CANCELLED}),
    FAILED: frozenset({QUEUED}),
    DONE: frozenset(),
    CANCELLED: frozenset(),
}

SILENT: Final = timedelta(seconds=60)
"""A running job without a heartbeat for this long belonged to a worker that was killed."""

STUCK: Final = timedelta(minutes=15)
"""An open job without progress for this long isn't being processed."""

WORKER: Final = "worker"
"""The name under which a worker records that it runs."""
BEAT_EVERY: Final = timedelta(seconds=60)

MOST_ATTEMPTS: Final = 3


def may_move(state: str, to: str) -> bool:
    """Return whether a job can change from one state to another."""
    return to in MOVES[state]
