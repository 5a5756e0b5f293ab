"""Notice when the machine's clock is set, by comparing it with one that can't be set."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.jobs import rules

JUMP_SECONDS: Final = 30.0
log = logging.getLogger("amity.worker")


class ClockJumps:
    """Remembers the last jump. For a minute afterwards, heartbeats may be from before it and prove nothing."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self.steady = steady
        self.before: tuple[datetime, float] | None = None
        self.jumped_at: float | None = None

    def settled(self, now: datetime) -> bool:
        """Compare the clocks, and return whether heartbeats can be trusted."""
        steady = self.steady()
        if self.before is not None:
            by = (now - self.before[0]).total_seconds() - (steady - self.before[1])
            if abs(by) > JUMP_SECONDS:
                log.warning("the clock jumped by %.0f s", by)
                self.jumped_at = steady
        self.before = now, steady
        return self.jumped_at is None or steady - self.jumped_at > rules.SILENT.total_seconds()
