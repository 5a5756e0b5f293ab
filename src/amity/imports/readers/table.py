"""What every opened file offers, whichever process reads it."""

from collections.abc import Iterator
from typing import Protocol

from amity.imports.rules import Reason, Record


class Table(Protocol):
    """What every opened file offers. `records()` may be called again: it starts anew.

    `is_mended` marks our own file of rejected rows come back: it holds single rows and says nothing about the others,
    so its `Scope` is not `complete`.
    """

    kind: str
    headers: tuple[str, ...]
    notes: tuple[Reason, ...]
    encoding: str
    delimiter: str
    sheet: str
    is_mended: bool

    def records(self) -> Iterator[Record]:
        """The data records in the order of the file, first = 1."""
        ...
