"""Objects whose references aren't counted stay shared by forked processes."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from amity.config.serving.references import IMMORTAL, _counter, can_stop_counting, stop_counting
from tests.rig.children import around

KNOWN = {(3, 12), (3, 13)}
MANY = 300_000


class Thing:
    """Something with values that a program reads."""

    def __init__(self, number: int) -> None:
        self.text = f"thing {number}"


def _copied_kilobytes() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))


def _copied_by(act: Callable[[], object]) -> int:
    """Return the kilobytes that a forked process copies by doing something."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        before = _copied_kilobytes()
        act()
        os.write(writing, str(_copied_kilobytes() - before).encode())
        os._exit(0)
    copied = int(os.read(reading, 20))
    os.wait()
    return copied


def _read_all(things: list[Thing]) -> None:
    for thing in things:
        kept = thing.text  # noqa: F841 - reading it counts it


def _read_after_a_fork() -> int:
    things = [Thing(number) for number in range(MANY)]
    gc.collect()
    counted = _copied_by(lambda: _read_all(things))
    stop_counting()
    gc.freeze()
    uncounted = _copied_by(lambda: _read_all(things))
    return 0 if counted > 20_000 and uncounted < 2_000 else 1


def _look_up(texts: list[str]) -> None:
    known: set[str] = set()
    for text in texts:
        text in known  # noqa: B015 - looking a text up asks for its hash


def _keys_after_a_fork() -> int:
    texts = [f"text {number}" for number in range(MANY)]
    counted = _copied_by(lambda: _look_up(texts))
    gc.collect()
    stop_counting()
    gc.freeze()
    uncounted = _copied_by(lambda: _look_up(texts))
    return 0 if counted > 15_000 and uncounted < 3_000 else 1


def _everything_is_marked() -> int:
    def value() -> object:
        return lambda: ("a constant of inner code", 123456789)

    inner = value.__code__.co_consts[-1]
    stop_counting()
    marked = [Thing, value.__code__, inner, *inner.co_consts]
    later = [Thing(1), Thing(1).__dict__]
    all_marked = all(_counter(one).value == IMMORTAL for one in marked)
    return 0 if all_marked and not any(_counter(one).value == IMMORTAL for one in later) else 1


def test_a_python_that_is_known_marks_objects_as_expected_and_no_other_is_touched():
    assert can_stop_counting() == (sys.version_info[:2] in KNOWN)


@pytest.mark.skipif(sys.version_info[:2] not in KNOWN, reason="another Python marks such objects otherwise")
@pytest.mark.parametrize("act", [_read_after_a_fork, _keys_after_a_fork, _everything_is_marked])
def test_a_forked_process_copies_nothing_by_reading(act, tmp_path):
    """In a new process: to mark all that a long run of tests has loaded takes half a minute."""
    words = f"from {__name__} import {act.__name__} as act; raise SystemExit(act())"

    assert subprocess.run([sys.executable, "-c", words], env=around(tmp_path), check=False).returncode == 0
