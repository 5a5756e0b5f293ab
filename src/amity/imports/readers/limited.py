"""Reading of uploaded files in a child process with limited memory and time, for all other code.

If the child is stopped, this raises `Unreadable`: `reading_heavy`, `reading_slow` or `reading_crashed`. A process reads
two files at a time, so that slow ones leave threads for everyone else. A third waits briefly, then is `reading_busy`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from amity.imports.contacts.rules.rows import ContactRow
from amity.imports.crm.rules.tables import CrmTable
from amity.imports.readers.kinds import kind_of
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason, Record, Unreadable
from amity.imports.stage.frames import Stored
from amity.imports.structure.rules.things import Thing
from amity.imports.time_rows.rules.rows import Rejected
from amity.shared.children.bounded import Bounds, Child, Fault, Stopped, call

_CHILDREN = "amity.imports.readers.children"
_CODES = {"memory": "reading_heavy", "time": "reading_slow", "crash": "reading_crashed"}
UNFINISHED = "reading_unfinished"
BUSY = "reading_busy"
STOPPED = frozenset({*_CODES.values(), UNFINISHED, BUSY})
"""Reasons of a file whose reading was stopped. It is read again only on request."""

AT_ONCE: Final = 2
MOST_WAIT: Final = 5.0
"""Most seconds that a file waits for a place."""
_places = BoundedSemaphore(AT_ONCE)


@contextmanager
def place() -> Iterator[None]:
    """Occupy one of this process's places for reading a file. Raises `Unreadable` when none becomes free."""
    if not _places.acquire(timeout=MOST_WAIT):
        raise Unreadable(BUSY)
    try:
        yield
    finally:
        _places.release()


@dataclass
class LimitedTable:
    """A table whose rows come from a child process. See `Table`."""

    kind: str
    headers: tuple[str, ...]
    notes: tuple[Reason, ...]
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    is_mended: bool
    child: Child
    limits: Limits

    def records(self) -> Iterator[Record]:
        """Yield the records from the first one. Only one iterator can be read at a time."""
        yield from starmap(Record, _rows(self.child, self.limits))

    def through(self, read: Callable[..., Iterator[Any]], *arguments: Any) -> Iterator[Any]:
        """Yield what `read(table, *arguments)` yields in the child process, which has to be plain values.

        It is a function of a module. What it makes of the records never passes through a pipe as records.
        """
        return _rows(self.child, self.limits, read, *arguments)


@contextmanager
def open_table(
    path: Path, limits: Limits | None = None, *, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> Iterator[LimitedTable]:
    """Open a CSV or XLSX file as a table. Raises `Unreadable` as its reader does, or when that is stopped."""
    limits = limits or Limits()
    with _child("tables:table", limits, path, limits, encoding, delimiter, sheet) as child:
        yield LimitedTable(**child.head, child=child, limits=limits)


@contextmanager
def tables_of_zip(path: Path, limits: Limits) -> Iterator[list[CrmTable]]:
    """Yield the tables of a CRM in a ZIP. Raises `Unreadable` where it has no table."""
    with _child("zips:tables", limits, path, limits) as child:
        found = [CrmTable(name, kind, headers, []) for name, kind, headers in child.head]
        for place, *record in _rows(child, limits):
            found[place].records.append(Record(*record))
        yield found


@contextmanager
def contacts_of_cards(path: Path, limits: Limits) -> Iterator[Iterator[ContactRow | Rejected]]:
    """Yield the contacts of a vCard file. Raises `Unreadable` where it has none."""
    with _child("cards:contacts", limits, path) as child:
        yield _rows(child, limits)


@contextmanager
def things_of_workspace(path: Path, limits: Limits) -> Iterator[Iterator[Thing | Rejected] | None]:
    """Yield the records of a workspace export, or None for another file."""
    if kind(path) != "zip":
        yield None
        return
    with _child("workspaces:things", limits, path) as child:
        yield _rows(child, limits) if child.head else None


@contextmanager
def things_of_board(path: Path, limits: Limits, project: str) -> Iterator[Iterator[Thing | Rejected]]:
    """Yield the records of a board of cards. Raises `Unreadable` for another JSON file."""
    with _child("boards:things", limits, path, project) as child:
        yield _rows(child, limits)


def sniffed(path: Path, limits: Limits | None = None) -> str:
    """Return the tool that wrote a file, or its type, or "" if it is unknown."""
    limits = limits or Limits()
    if kind(path) == "vcard":
        return "contacts"
    with place(), _unreadable():
        return str(call(f"{_CHILDREN}.tables:sniffed", path, limits, bounds=_bounds(limits)))


def kind(path: Path) -> str:
    """Return a file's kind by its first bytes, without parsing it."""
    with path.open("rb") as file:
        return kind_of(file)


@contextmanager
def _child(target: str, limits: Limits, *arguments: Any) -> Iterator[Child]:
    classes = (Reason, ContactRow, Rejected, Stored, Thing)
    with place():
        with _unreadable():
            child = Child(f"{_CHILDREN}.{target}", *arguments, bounds=_bounds(limits), classes=classes)
        with child:
            yield child


def _rows(child: Child, limits: Limits, *asked: Any) -> Iterator[Any]:
    ends = time.monotonic() + limits.wait
    with _unreadable():
        for row in child.rows(*asked):
            if limits.wait and time.monotonic() > ends:
                raise Stopped("time")
            yield row


def _bounds(limits: Limits) -> Bounds:
    return Bounds(memory=limits.memory, seconds=limits.seconds)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except Fault as fault:
        raise Unreadable(fault.payload.code, **dict(fault.payload.params)) from None
    except Stopped as stopped:
        raise Unreadable(_CODES[stopped.why]) from None
