"""Processes beside the worker: each is a command of Amity, started while it is needed and started again if it ends.

They are apart from the worker so that a slow or broken server of someone else neither holds up jobs nor grows it.
"""

import logging
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Final

from amity.jobs import registry

log = logging.getLogger("amity.worker")
LONGEST_PAUSE: Final = 60.0
STEADY_SECONDS: Final = 60.0
GRACE_SECONDS: Final = 12.0


@dataclass(slots=True)
class _Beside:
    process: subprocess.Popen[bytes]
    began: float
    pause: float = 1.0
    ended_at: float = 0.0


class Companions:
    """The processes beside one worker."""

    def __init__(self) -> None:
        self._running: dict[str, _Beside] = {}

    def look(self) -> None:
        """Start what is needed, stop what isn't, and start again what has ended, each time after a longer pause."""
        for command, is_needed in registry.companions.items():
            beside = self._running.get(command)
            if not is_needed():
                if beside is not None:
                    _end([self._running.pop(command)])
            elif beside is None:
                self._running[command] = _Beside(_start(command), time.monotonic())
            elif beside.process.poll() is not None:
                self._start_again(command, beside)

    def stop(self) -> None:
        """Stop all of them."""
        _end(list(self._running.values()))
        self._running.clear()

    def _start_again(self, command: str, beside: _Beside) -> None:
        now = time.monotonic()
        if not beside.ended_at:
            steady = now - beside.began > STEADY_SECONDS
            beside.ended_at, beside.pause = now, 1.0 if steady else min(beside.pause * 2, LONGEST_PAUSE)
            log.error("%s ended (%s) and is started again in %.0f s", command, beside.process.returncode, beside.pause)
        elif now - beside.ended_at >= beside.pause:
            self._running[command] = _Beside(_start(command), now, beside.pause)


def _start(command: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "amity.config.cli", command]
    return subprocess.Popen(words)  # noqa: S603 - own interpreter, a command a part has registered


def _end(ones: list[_Beside]) -> None:
    """Ask them to end, and kill those that haven't after a while."""
    for one in ones:
        if one.process.poll() is None:
            one.process.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for one in ones:
        try:
            one.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.process.kill()
            one.process.wait()
