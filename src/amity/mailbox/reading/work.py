"""What one thread needs to read a mailbox: whose it is, the claim, when to stop, and what was counted."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from amity.mailbox.connections.models import Connection
from amity.shared.actor import Actor


@dataclass(slots=True)
class Signals:
    """How the process talks to a thread: stop, and look again at once."""

    stop: threading.Event = field(default_factory=threading.Event)
    wake: threading.Event = field(default_factory=threading.Event)

    def is_over(self) -> bool:
        """Return whether a wait ends."""
        return self.stop.is_set() or self.wake.is_set()


@dataclass(slots=True)
class Work:
    """The reading of one mailbox by one thread."""

    connection: Connection
    token: str
    by: Actor
    bodies: str
    signals: Signals
    now: Callable[[], datetime] = timezone.now
    seen: int = 0
    taken: int = 0

    @property
    def since(self) -> date:
        """The first day whose emails are read."""
        return timezone.localdate(self.connection.connected_at) - timedelta(days=self.connection.days_back)

    @property
    def stopped(self) -> bool:
        """Return whether to stop after the current batch."""
        return self.signals.stop.is_set()

    def counted(self) -> tuple[int, int]:
        """Return how many emails were seen and taken since the last call."""
        counts = self.seen, self.taken
        self.seen = self.taken = 0
        return counts
