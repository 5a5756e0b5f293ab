"""The child's side of `bounded`: limit itself, run one function, and send rows on request.

It imports no more than it needs, since it is started for each file.
"""

import gc
import os
import pickle
import resource
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, Final, NamedTuple

HEAD, ROWS, END, FAULT, MEMORY, BROKEN = b"h", b"r", b"e", b"f", b"m", b"b"
START, NEXT = b"s", b"n"
_HEADER: Final = struct.Struct("!cQ")
_IN: Final = 0
_OUT: Final = 1
_AT_ONCE: Final = 50
"""Rows encoded at a time."""
_PIECE: Final = 1 << 20
"""Bytes of rows after which they are sent."""


class Fault(Exception):
    """Raised by a function that can't read a file. `payload` has the reason, and is raised again in the parent."""

    def __init__(self, payload: Any) -> None:
        super().__init__(payload)
        self.payload = payload


class Stream(NamedTuple):
    """A function's result with rows to stream: its head, and a call that yields the rows from the start.

    The call gets the arguments that the parent asks for rows with.
    """

    head: Any
    rows: Callable[..., Iterator[Any]]


def main() -> None:
    """Serve the parent's orders until it ends."""
    (_kind, length) = _HEADER.unpack(_read(_HEADER.size))
    target, arguments, memory, seconds = pickle.loads(_read(length))  # noqa: S301 - from our parent
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    gc.set_threshold(50_000)  # rows hold no cycles, and each search for some visits thousands of rows
    module, _colon, name = target.partition(":")
    rows: Callable[..., Iterator[Any]] = lambda: iter(())  # noqa: E731 - replaced below

    def begin() -> tuple[bytes, bytes]:
        nonlocal rows
        made = getattr(import_module(module), name)(*arguments)
        if isinstance(made, Stream):
            rows = made.rows
            made = made.head
        return HEAD, pickle.dumps(made, 5)

    pieces = _Pieces(iter(()))

    def answer(command: bytes, body: bytes) -> tuple[bytes, bytes]:
        nonlocal pieces
        if command == START:
            pieces = _Pieces(rows(*pickle.loads(body)))  # noqa: S301 - from our parent
        return pieces.next()

    _answered(begin)
    while True:
        (command, length) = _HEADER.unpack(_read(_HEADER.size))
        _answered(partial(answer, command, _read(length)))


class _Pieces:
    """The rows of one stream, pickled in chunks. An error is sent after the rows before it."""

    def __init__(self, stream: Iterator[Any]) -> None:
        self._stream = stream
        self._fault: Fault | None = None

    def next(self) -> tuple[bytes, bytes]:
        """Return the kind and bytes of the next piece."""
        pieces: list[bytes] = []
        size = 0
        while size < _PIECE and (some := self._some()):
            pieces.append(pickle.dumps(some, 5))
            size += len(pieces[-1])
        if pieces:
            return ROWS, b"".join(pieces)
        if self._fault is not None:
            raise self._fault
        return END, b""

    def _some(self) -> list[Any]:
        some: list[Any] = []
        try:
            for row in self._stream:
                some.append(row)
                if len(some) == _AT_ONCE:
                    break
        except Fault as fault:
            self._fault = fault
        return some


def _answered(act: Callable[[], tuple[bytes, bytes]]) -> None:
    try:
        kind, body = act()
    except Fault as fault:
        kind, body = FAULT, pickle.dumps(fault.payload, 5)
    except MemoryError:
        kind, body = MEMORY, b""
    except Exception:  # noqa: BLE001 - the parent logs it
        kind, body = BROKEN, traceback.format_exc().encode("utf-8", "replace")
    _write(_HEADER.pack(kind, len(body)) + body)


def _read(length: int) -> bytes:
    found = b""
    while len(found) < length:
        piece = os.read(_IN, length - len(found))
        if not piece:
            sys.exit(0)
        found += piece
    return found


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(_OUT, view) :]
