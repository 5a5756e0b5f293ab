"""Choose the tests that PostgreSQL has to run: enough to send it each statement of Amity's.

`--record-statements=FILE` stores which statements each test sends, and its seconds; the SQLite stage does so. With
`--statements=FILE`, as in the PostgreSQL stage, a test is left out if the chosen ones already send all of its
statements: those that calculate or write in two tests, since they may fail for some values only, and others in one.
Nothing is stored between runs, so what is chosen follows from the code of this run. Tests that start a process, whose
statements aren't seen, and tests that SQLite didn't run are always chosen. Without the file all tests run.
"""

import heapq
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

VALUES = re.compile(r"^(?:INSERT|UPDATE)\b|\bCASE\b|\b(?!(?:IN|EXISTS|AND|OR|NOT|WHERE|ON|COUNT)\b)\w+ ?\(")
"""Part of a statement whose success depends on values: it writes them, or calculates with a function."""
LISTS = re.compile(r"%s(?:, %s)+")
NUMBERS = re.compile(r"\d+")
STARTS = {"subprocess.Popen", "os.fork", "os.posix_spawn"}
"""Events of Python's audit hooks that start a process."""


@cache
def shape(sql: str) -> str:
    """Return a statement without its numbers and without the length of its lists."""
    return NUMBERS.sub("0", LISTS.sub("%s", sql))


def times(shape: str) -> int:
    """Return how many chosen tests have to send a statement, if that many send it."""
    return 2 if VALUES.search(shape) else 1


@dataclass
class Sent:
    """What a test sends, how long it takes, and whether it starts others who may send more."""

    statements: set[int] = field(default_factory=set)
    seconds: float = 0.0
    starts_others: bool = False


def chosen(tests: Mapping[str, Sent], needed: Sequence[int]) -> set[str]:
    """Return the names of tests that send each statement as often as needed, those with most for their time first."""
    missing = Counter(statement for sent in tests.values() for statement in sent.statements)
    missing = Counter({statement: min(count, needed[statement]) for statement, count in missing.items()})

    def worth(name: str) -> float:
        sent = tests[name]
        return sum(missing[one] > 0 for one in sent.statements) / max(sent.seconds, 0.01)

    found = {name for name, sent in tests.items() if sent.starts_others}
    for name in found:
        missing.subtract(tests[name].statements)
    queue = [(-worth(name), name) for name in tests.keys() - found]
    heapq.heapify(queue)
    while queue:
        stored, name = heapq.heappop(queue)
        now = -worth(name)
        if now == 0:
            continue
        if now > stored:  # others were chosen since: it is worth less
            heapq.heappush(queue, (now, name))
            continue
        found.add(name)
        missing.subtract(tests[name].statements)
    return found


class Recorder:
    """Stores what each test sends on the default connection."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._shapes: dict[str, int] = {}
        self._tests: dict[str, Sent] = {}
        self._now: Sent | None = None
        sys.addaudithook(self._notice)

    def _notice(self, event: str, _given: tuple[Any, ...]) -> None:
        if event in STARTS and self._now:
            self._now.starts_others = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Record one test with its fixtures."""
        sent = self._now = self._tests[item.nodeid] = Sent()

        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            sent.statements.add(self._shapes.setdefault(shape(sql), len(self._shapes)))
            return execute(sql, params, many, context)

        started = time.perf_counter()
        with connection.execute_wrapper(note):
            answer = yield
        sent.seconds, self._now = time.perf_counter() - started, None
        return answer

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        stored = {
            name: [sorted(sent.statements), round(sent.seconds, 3), sent.starts_others]
            for name, sent in self._tests.items()
        }
        self._file.write_text(json.dumps({"needed": [times(one) for one in self._shapes], "tests": stored}))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption("--record-statements", type=Path, help="store the statements of each test in this file")
    parser.addoption("--statements", type=Path, help="leave out tests whose statements others send, by this file")


def pytest_configure(config: pytest.Config) -> None:
    """Record, if asked to."""
    if file := config.getoption("--record-statements"):
        config.pluginmanager.register(Recorder(file))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what adds nothing."""
    file = config.getoption("--statements")
    if not file or not file.exists():
        return
    recorded = json.loads(file.read_text())
    stored = {name: Sent(set(sent), *more) for name, (sent, *more) in recorded["tests"].items()}
    judged = {item.nodeid: stored[item.nodeid] for item in items if item.nodeid in stored}
    left_out = judged.keys() - chosen(judged, recorded["needed"])
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]
