"""Readers of files that strangers sent: forked from one interpreter that serves all tests.

Amity starts a new interpreter for each file. That takes a quarter of a second of the processor, mostly for imports, and
tests of imports start hundreds. A test of the start itself asks for `fresh_readers`.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.rig.reader_server import CODE, READY


class Reader:
    """A forked reader, used as a `subprocess.Popen`."""

    def __init__(self, door: str) -> None:
        (inner, orders), (answers, outer) = os.pipe(), os.pipe()
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(door)
        socket.send_fds(self._line, [b"r"], [inner, outer])
        os.close(inner)
        os.close(outer)
        self.pid = self._number()
        self._code: int | None = None
        self.stdin, self.stdout = open(orders, "wb", buffering=0), open(answers, "rb", buffering=0)  # noqa: PTH123, SIM115

    def kill(self) -> None:
        """Kill it. Its number stays its own until `wait`."""
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit code, below zero for a signal, once it has ended."""
        if self._code is None:
            self._code = self._number()
            self._line.close()
        return self._code

    def _number(self) -> int:
        return int(CODE.unpack(self._line.recv(CODE.size, socket.MSG_WAITALL))[0])


class Readers:
    """The interpreter that readers are forked from, started for the first of them."""

    def __init__(self) -> None:
        self._tests = os.getpid()
        self._environment: Mapping[str, str] = {}
        self._server: subprocess.Popen[bytes] | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="amity-readers-"))

    def start(
        self, words: Sequence[str], *, env: Mapping[str, str], **pipes: Any
    ) -> "Reader | subprocess.Popen[bytes]":
        """Return a reader in this environment. A process forked from the tests starts no interpreter for others."""
        if self._server is None and os.getpid() == self._tests:
            self._serve(env)
        if env == self._environment:
            return Reader(str(self._folder / "door"))
        return subprocess.Popen(words, env=env, **pipes)

    def end(self) -> None:
        """End the interpreter."""
        if self._server and self._server.stdin:
            self._server.stdin.close()
            self._server.wait()
        shutil.rmtree(self._folder)

    def _serve(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._server = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.rig.reader_server", str(self._folder / "door")], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert self._server.stdout is not None
        assert self._server.stdout.read(1) == READY


@pytest.fixture(scope="session", autouse=True)
def forked_readers() -> Iterator[None]:
    """Fork readers instead of starting an interpreter for each."""
    from amity.shared.children import bounded  # every test run reads this file, few read files of strangers

    readers = Readers()
    instead = SimpleNamespace(Popen=readers.start, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounded, "subprocess", instead)
        yield
    readers.end()


@pytest.fixture
def fresh_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start a new interpreter for each file, as Amity does."""
    from amity.shared.children import bounded

    monkeypatch.setattr(bounded, "subprocess", subprocess)
