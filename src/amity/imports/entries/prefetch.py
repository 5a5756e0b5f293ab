"""Read and price the next chunk while the last one is written, so that database and process work in parallel."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from django.db import connection

from amity.imports.entries.row_to_entry import ChunkRows, EntryMaker
from amity.imports.stage.rows import StagedChange
from amity.imports.stage.stage import Stage, stage_of

Chunk = tuple[list[StagedChange], ChunkRows]

SWITCH_SECONDS: Final = 0.0005
"""How long one thread computes before the other may. Python's own 5 ms would pass after each statement of the writing
thread while the next chunk is made, and some twenty statements make a chunk.
"""


class Prefetch:
    """Makes chunks of a batch in order. `begin` starts one, and `chunk` waits for it or makes it directly.

    It works ahead on PostgreSQL only, because this process itself writes SQLite. The thread uses only the stage, over
    its own connection; other values were read before.
    """

    def __init__(self, batch_id: int, stage: Stage, maker: EntryMaker) -> None:
        self._batch_id, self._stage, self._maker = batch_id, stage, maker
        self._works_ahead = connection.vendor == "postgresql" and not connection.in_atomic_block and maker.is_complete
        self._begun: dict[int, Future[Chunk]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="import-prefetch")
        self._switched = sys.getswitchinterval()

    def __enter__(self) -> Self:
        if self._works_ahead:
            sys.setswitchinterval(SWITCH_SECONDS)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=True)
        sys.setswitchinterval(self._switched)

    def begin(self, after: int, size: int) -> None:
        """Start on the rows after a number."""
        self._maker.prices()
        if self._works_ahead:
            self._begun = {after: self._thread.submit(_apart, self._batch_id, self._made, after, size)}

    def chunk(self, after: int, size: int) -> Chunk:
        """Return the rows after a number with their values, or an empty chunk at the end."""
        begun = self._begun.pop(after, None)
        return begun.result() if begun else self._made(self._stage, after, size)

    def _made(self, stage: Stage, after: int, size: int) -> Chunk:
        rows = stage.to_apply(after, size)
        return rows, self._maker.made(rows, stage)


def _apart(batch_id: int, made: Callable[[Stage, int, int], Chunk], after: int, size: int) -> Chunk:
    try:
        with stage_of(batch_id) as stage:
            return made(stage, after, size)
    finally:
        connection.close()  # this thread's own: opened only if a price had to be looked up after all
