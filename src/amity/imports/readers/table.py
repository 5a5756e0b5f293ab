"""Interface of every opened file, in either process."""

from collections.abc import Iterator
from typing import Protocol

from amity.imports.rules import Reason, Record


class Table(Protocol):
    """Interface of every opened file. Each call of `records()` starts again.

    `is_mended` marks our own file of rejected rows, fixed and uploaded again. It covers single rows only, so its
    `Scope` isn't `complete`.
    """

    kind: str
    headers: tuple[str, ...]
    notes: tuple[Reason, ...]
    encoding: str
    delimiter: str
    sheet: str
    is_mended: bool

    def records(self) -> Iterator[Record]:
        """Yield the data records in the order of the file, first = 1."""
        ...
