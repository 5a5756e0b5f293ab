"""Texts that a short-lived child makes, so that the memory for making them is gone when it ends."""

import logging
import os
import signal
import tempfile
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

log = logging.getLogger(__name__)
MOST_FILES: Final = 65_536
"""Open files of the parent that the child closes, so that it holds no port and no lock after the parent has ended."""
HANDLED: Final = (
    signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD,
)  # fmt: skip


class ForkedTexts:
    """Texts by name that one child makes. The parent and all processes it forks later can read them.

    Create it in a process with one thread and without open database connections.
    """

    def __init__(self, names: Sequence[str], make: Callable[[str], str]) -> None:
        self._files = {name: tempfile.TemporaryFile() for name in names}  # noqa: SIM115 - open as long as it is read
        self._ended, ending = os.pipe()
        if os.fork() == 0:
            self._run(make, ending)
        os.close(ending)

    def get(self, name: str) -> str | None:
        """Return a text once the child has ended, or None if the child couldn't make it."""
        if name not in self._files:
            return None
        os.read(self._ended, 1)  # the child never writes: this returns when it has ended
        file = self._files[name].fileno()
        packed = os.pread(file, os.fstat(file).st_size, 0)
        try:
            return zlib.decompress(packed).decode()
        except zlib.error:
            return None

    def _run(self, make: Callable[[str], str], ending: int) -> None:
        """Make the texts in the child, and end it."""
        try:
            for number in HANDLED:
                signal.signal(number, signal.SIG_DFL)
            kept = sorted({2, ending, *(file.fileno() for file in self._files.values())})
            for low, high in pairwise((*kept, MOST_FILES)):
                os.closerange(low + 1, high)
            for name, file in self._files.items():
                file.write(zlib.compress(make(name).encode()))
                file.flush()
        except BaseException:
            log.exception("texts could not be made in a child process")
        finally:
            os._exit(0)
