"""Limits on rows and time of a chunk, so that no one else waits long."""

import time
from collections.abc import Iterator
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar

from django.db import connection

from amity.agency.queries import limit

Item = TypeVar("Item")

SQLITE_BREATH = 0.11
"""Seconds between chunks on SQLite.

A waiting writer checks the write lock every 0.1 s at the latest, so a shorter pause would make it miss the lock again
and again. PostgreSQL wakes a waiting writer, and the rows that others need too are the sums, which a chunk locks at its
very end, long before the next chunk does.
"""
_SHARE = 0.7
_SHARE_OF_TIME = 1.0
"""The share where others wait for the last quarter of a chunk at most: on PostgreSQL, for the sums it adds last.

It never exceeds the whole limit, because a writer on the same projects and months may wait for all of it.
"""
_HELD_SECONDS = 0.15
_FEWEST = 5


class Pace:
    """Sizes chunks by the time the last one took. Use it as a context around each transaction.

    `of_time` means that its transactions write only new time.
    """

    def __init__(self, first: int, most: int, *, of_time: bool = False) -> None:
        self.size = min(first, most)
        self.most = most
        self.longest = 0.0
        share = _SHARE_OF_TIME if of_time and connection.vendor == "postgresql" else _SHARE
        self._aim = share * limit("import.chunk_ms") / 1000
        self._began = self._held = self._let_go = 0.0

    def __enter__(self) -> Self:
        if self._let_go:
            # Work since the last transaction held no lock, so it counts as part of the pause.
            time.sleep(max(0.0, self._let_go - time.monotonic()))
            self._let_go = 0.0
        self._began = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        took = time.monotonic() - self._began
        self.longest = max(self.longest, took)
        fitting = int(self.size * self._aim / max(took, 0.001))
        self.size = max(_FEWEST, min(self.most, fitting, self.size * 2))
        self._held += took
        if self._held > _HELD_SECONDS and connection.vendor == "sqlite":
            self._held = 0.0
            self._let_go = time.monotonic() + SQLITE_BREATH


def paced(items: Iterator[Item], pace: Pace) -> Iterator[list[Item]]:
    """Yield the items in chunks, each of the current size of the pace."""
    while chunk := list(islice(items, pace.size)):
        yield chunk
