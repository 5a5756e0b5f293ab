"""Processes that run at the same moment on a test's database.

On a busy machine they may miss each other. Such a test proves nothing and is repeated, at most twice.
"""

import os
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.rig.forks import CONTEXT, exit_code, fork
from tests.rig.patience import PATIENCE

Act = Callable[[], Any]
TRIES = 3
_MISSED = pytest.StashKey[bool]()


class NotAtOnce(AssertionError):
    """The acts did not overlap, so nothing is shown."""


@dataclass(frozen=True)
class Answer:
    """A process's result, with its start and end by the machine's monotonic clock."""

    value: Any
    started: float
    ended: float


class Gate:
    """Stops processes until all of them are ready, and releases them at the same moment."""

    def __init__(self) -> None:
        self.inner, self.outer = os.pipe()

    def wait(self) -> None:
        """Wait, in a process that was forked with the gate, until it opens."""
        os.close(self.outer)
        os.read(self.inner, 1)

    def open(self) -> None:
        """Release all processes. When its last writer closes, the pipe wakes all readers together."""
        os.close(self.outer)
        os.close(self.inner)


def results_at_once(prepare: Callable[..., Act], calls: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the result of each act, all started at the same moment in a process each.

    `prepare(*call)` runs in the process before the moment, reads what it needs and returns the act. Fails if the acts
    happened one after the other, because then they prove nothing.
    """
    answers = all_at_once(prepare, calls)
    if not overlapped(answers):
        raise NotAtOnce
    return [answer.value for answer in answers]


def all_at_once(prepare: Callable[..., Act], calls: Sequence[Sequence[Any]]) -> list[Answer]:
    """Run the acts as `results_at_once` does, and return the start and end of each too."""
    gate, crew, lines = Gate(), [], []
    for call in calls:
        here, there = CONTEXT.Pipe()
        crew.append(fork(_take_part, prepare, call, gate, there))
        there.close()
        lines.append(here)
    try:
        ready = [_heard(line) for line in lines]
        assert ready == ["ready"] * len(crew)
        gate.open()
        answers = [_heard(line) for line in lines]
    except BaseException:
        for process in crew:
            process.kill()
        raise
    assert [exit_code(process) for process in crew] == [0] * len(crew)
    return answers


def overlapped(answers: Sequence[Answer]) -> bool:
    """Return whether an act began before an earlier one had ended."""
    in_order = sorted(answers, key=lambda answer: answer.started)
    return any(later.started < earlier.ended for earlier, later in pairwise(in_order))


def _take_part(prepare: Callable[..., Act], call: Sequence[Any], gate: Gate, line: Connection) -> None:
    act = prepare(*call)
    line.send("ready")
    gate.wait()
    started = time.monotonic()
    value = act()
    line.send(Answer(value, started, time.monotonic()))


def _heard(line: Connection) -> Any:
    assert line.poll(PATIENCE), "a process is not heard of"
    return line.recv()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the acts of a test missed each other."""
    if call.excinfo is not None and call.excinfo.errisinstance(NotAtOnce):
        item.stash[_MISSED] = True
    return (yield)


@pytest.hookimpl
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Repeat a test whose acts missed each other."""
    if item.get_closest_marker("hammer") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for _try in range(TRIES):
        item.stash[_MISSED] = False
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        if not item.stash[_MISSED]:
            break
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
