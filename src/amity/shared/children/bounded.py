"""Run a function in a child process with bounded memory and time, for files of strangers.

The child is a fresh interpreter: nothing of this process (threads, connections, secrets) reaches it. Whatever happens
to it (a crash, too much memory, an endless loop) becomes an exception here. Rows come back in chunks through a pipe,
each requested while the previous one is used, so that a file of any length takes the same memory.
"""

import io
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from logging import getLogger
from types import TracebackType
from typing import Any, Final, Self

from amity.shared.children.child import BROKEN, END, FAULT, HEAD, MEMORY, NEXT, START, Fault

__all__ = ["Bounds", "Child", "Fault", "Stopped", "call"]
log = getLogger(__name__)

MOST_PIECE: Final = 64_000_000
"""Bytes of rows taken at a time, many hundred times what usual rows need."""
_PLAIN: Final = (date, datetime, time_of_day, timedelta)
_PASSED_ON: Final = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZ")
_HEADER: Final = struct.Struct("!cQ")
_READ: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The memory a child may map, in bytes, and the seconds it may compute. The parent waits at most twice as long.

    Seconds are whole: the operating system counts no others.
    """

    memory: int
    seconds: int


class Stopped(Exception):
    """The child ended before it was done. `why` is memory, time or crash."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Child:
    """One function running in a child process. `head` is its result, and `rows()` streams its rows from the start.

    `classes` are those that may come back as well as plain values, dates and times. Use it as a context manager: the
    end of the block ends the child. Raises `Stopped`, and `Fault` as the function did.
    """

    def __init__(self, target: str, *arguments: Any, bounds: Bounds, classes: tuple[type, ...] = ()) -> None:
        self._classes = {(kind.__module__, kind.__qualname__): kind for kind in (*_PLAIN, *classes)}
        self._left = 2.0 * bounds.seconds
        self._owed = 1
        self._turn = 0
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-c", "from amity.shared.children.child import main; main()"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        )  # fmt: skip
        try:
            order = pickle.dumps((target, arguments, bounds.memory, bounds.seconds))
            self._tell(_HEADER.pack(HEAD, len(order)) + order)
            _kind, body = self._answer()
            self.head: Any = self._loaded(io.BytesIO(body))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def rows(self, *arguments: Any) -> Iterator[Any]:
        """Yield the rows of the function's stream, from its start at each call. One stream can be read at a time.

        The child calls the stream's `rows` with the arguments.
        """
        while self._owed:
            with suppress(Fault):
                self._answer()
        self._turn += 1
        mine = self._turn
        self._ask(START, pickle.dumps(arguments))
        while True:
            if mine != self._turn:
                raise RuntimeError("These rows were begun again elsewhere.")
            kind, body = self._answer()
            if kind == END:
                return
            self._ask(NEXT)
            piece = io.BytesIO(body)
            while piece.tell() < len(body):
                yield from self._loaded(piece)

    def close(self) -> None:
        """End the child, whatever it does."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, what: bytes, body: bytes = b"") -> None:
        self._tell(_HEADER.pack(what, len(body)) + body)
        self._owed += 1

    def _tell(self, data: bytes) -> None:
        assert self._child.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(BrokenPipeError):  # the answer has the reason
            self._child.stdin.write(data)

    def _answer(self) -> tuple[bytes, bytes]:
        kind, length = _HEADER.unpack(self._read(_HEADER.size))
        if length > MOST_PIECE:
            raise Stopped("memory")
        body = self._read(length)
        self._owed -= 1
        if kind == FAULT:
            raise Fault(self._loaded(io.BytesIO(body)))
        if kind == MEMORY:
            raise Stopped("memory")
        if kind == BROKEN:
            log.error("Reading a file failed in its child process: %s", body.decode("utf-8", "replace"))
            raise Stopped("crash")
        return kind, body

    def _read(self, length: int) -> bytes:
        """Read this many bytes of the pipe. Raise `Stopped` with the reason if there are no more."""
        assert self._child.stdout is not None  # noqa: S101 - it is a pipe
        pieces = []
        with selectors.DefaultSelector() as ready:
            ready.register(self._child.stdout, selectors.EVENT_READ)
            while length:
                began = time.monotonic()
                if not ready.select(max(self._left, 0)):
                    raise Stopped("time")
                self._left -= time.monotonic() - began
                piece = os.read(self._child.stdout.fileno(), min(length, _READ))
                if not piece:
                    raise self._end()
                pieces.append(piece)
                length -= len(piece)
        return b"".join(pieces)

    def _end(self) -> Stopped:
        code = self._child.wait()
        log.warning("The child process that read a file ended with %s.", code)
        return Stopped({-signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}.get(code, "crash"))

    def _loaded(self, stream: io.BytesIO) -> Any:
        return _Loader(stream, self._classes).load()


class _Loader(pickle.Unpickler):
    """Loads values of allowed classes only, since the child has read a stranger's file."""

    def __init__(self, stream: io.BytesIO, classes: dict[tuple[str, str], type]) -> None:
        super().__init__(stream)
        self._classes = classes

    def find_class(self, module: str, name: str) -> type:
        """Return an allowed class. Raise `pickle.UnpicklingError` for any other."""
        if (module, name) not in self._classes:
            raise pickle.UnpicklingError(f"{module}.{name} can't come from a child process")
        return self._classes[module, name]


def call(target: str, *arguments: Any, bounds: Bounds, classes: tuple[type, ...] = ()) -> Any:
    """Return the result of a function (`"package.module:function"`) in a child process. Raise `Stopped`, `Fault`."""
    with Child(target, *arguments, bounds=bounds, classes=classes) as child:
        return child.head
