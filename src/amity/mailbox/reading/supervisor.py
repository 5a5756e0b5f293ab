"""`amity mailboxes`: claim the mailboxes that are due, read each in a thread, and stop those paused or changed."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string

from amity.mailbox.connections.models import Connection, Place
from amity.mailbox.reading import claims
from amity.mailbox.reading.thread import read_mailbox
from amity.mailbox.reading.work import Signals

log = logging.getLogger("amity.mailboxes")
LOOK_SECONDS: Final = 2.0
BEAT_SECONDS: Final = 10.0
JOIN_SECONDS: Final = 8.0


@dataclass(slots=True)
class Reader:
    """A thread that reads a mailbox, in the version it was started with."""

    thread: threading.Thread
    signals: Signals
    version: int


class Supervisor:
    """The threads of this process. `look` is one round; `run` does rounds until `is_over`."""

    def __init__(self) -> None:
        self.token = get_random_string(32)
        self.readers: dict[int, Reader] = {}
        self._beaten = 0.0

    def run(self, is_over: Callable[[], bool]) -> None:
        """Do rounds until it is over, then stop all threads."""
        try:
            while not is_over():
                began = time.monotonic()
                self._attempt()
                while time.monotonic() - began < LOOK_SECONDS and not is_over():
                    time.sleep(0.1)
        finally:
            self.stop()

    def look(self) -> None:
        """Forget ended threads, keep the claims of the others, pass on what was asked, and start what is due."""
        now = timezone.now()
        for pk in [pk for pk, one in self.readers.items() if not one.thread.is_alive()]:
            del self.readers[pk]
        if self.readers and time.monotonic() - self._beaten >= BEAT_SECONDS:
            self._beaten = time.monotonic()
            held = claims.beat(self.readers.keys(), self.token, now)
            for pk, one in self.readers.items():
                if pk not in held:
                    one.signals.stop.set()
        self._pass_on()
        for pk, version in claims.due(now).values_list("pk", "version"):
            if pk not in self.readers and claims.claim(pk, self.token, now):
                self._start(pk, version)

    def stop(self) -> None:
        """Stop all threads, within seconds."""
        for one in self.readers.values():
            one.signals.stop.set()
        until = time.monotonic() + JOIN_SECONDS
        for one in self.readers.values():
            one.thread.join(max(until - time.monotonic(), 0.1))
        connections.close_all()

    def _attempt(self) -> None:
        close_old_connections()
        try:
            self.look()
        except Error as fault:
            log.warning("the database doesn't answer (%s)", type(fault).__name__)
            connections.close_all()

    def _pass_on(self) -> None:
        """Stop threads whose mailbox was paused, changed or disconnected, and wake those that are asked to read."""
        if not self.readers:
            return
        rows = Connection.objects.filter(pk__in=self.readers.keys(), paused_at=None)
        known = {pk: (version, asked) for pk, version, asked in rows.values_list("pk", "version", "reading__asked_at")}
        wanted = Place.objects.filter(folder__connection__in=known, text_asked_at__isnull=False)
        texts = set(wanted.values_list("folder__connection_id", flat=True).distinct())
        for pk, one in self.readers.items():
            version, asked = known.get(pk, (None, None))
            if version != one.version:
                one.signals.stop.set()
            elif asked is not None or pk in texts:
                claims.answer(pk, self.token)
                one.signals.wake.set()

    def _start(self, connection_id: int, version: int) -> None:
        signals = Signals()
        thread = threading.Thread(
            target=read_mailbox, args=(connection_id, self.token, signals), name=f"mailbox-{connection_id}", daemon=True
        )
        self.readers[connection_id] = Reader(thread, signals, version)
        thread.start()
