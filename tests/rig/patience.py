"""Waiting for other processes, on a machine that may be busy: by looking again and again, never for a fixed time."""

import time
from collections.abc import Callable

PATIENCE = 120
"""Seconds before a test gives up on a process."""


def wait_for(holds: Callable[[], object], what: str, *, seconds: float = PATIENCE) -> None:
    """Wait until something holds. Fail with `what` after a while."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"timeout: waited {seconds} s in vain: {what}"
        time.sleep(0.02)
