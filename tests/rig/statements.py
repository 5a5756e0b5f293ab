"""Choose the tests that PostgreSQL has to run: enough to send it each statement of Amity's.

`--record-statements=FILE` stores which statements each test sends, and its seconds; the SQLite stage does so. With
`--statements=FILE`, as in the PostgreSQL stages, a test is left out if the chosen ones already send all of its
statements: those that calculate or write in two tests, since they may fail for some values only, and others in one.
What the tests of a file set up once is counted once, and is left out with all of them if others send the same.
Nothing is stored between runs, so what is chosen follows from the code of this run. Tests that start a process that
can reach the database, whose statements aren't seen, and tests that SQLite didn't run are always chosen. Without the
file all tests run. `--half=1` and `--half=2` run the files of one half each, so that two processes share them.
"""

import heapq
import json
import os
import re
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

VALUES = re.compile(r"^(?:INSERT|UPDATE)\b|\bCASE\b|\b(?!(?:IN|EXISTS|AND|OR|NOT|WHERE|ON|COUNT)\b)\w+ ?\(")
"""Part of a statement whose success depends on values: it writes them, or calculates with a function."""
LISTS = re.compile(r"%s(?:, %s)+")
ROWS = re.compile(r"(\([^()]*\))(?:, \1)+")
NUMBERS = re.compile(r"\d+")
WAYS = {"AMITY_DATA", "DATABASE_URL"}
"""Variables by which a new process finds a database. One that only reads a stranger's file gets neither."""


@cache
def shape(sql: str) -> str:
    """Return a statement without its numbers and without the length of its lists of values and rows."""
    return NUMBERS.sub("0", ROWS.sub(r"\1", LISTS.sub("%s", sql)))


def times(shape: str) -> int:
    """Return how many chosen tests have to send a statement, if that many send it."""
    return 2 if VALUES.search(shape) else 1


@dataclass
class Sent:
    """What a test sends, how long it takes, whether it starts others who may send more, and the set-ups it shares."""

    statements: set[int] = field(default_factory=set)
    seconds: float = 0.0
    starts_others: bool = False
    shares: Collection[str] = ()


class Choice:
    """Tests that are chosen so far, and how often each statement is still missing, below zero if it isn't needed."""

    def __init__(self, tests: Mapping[str, Sent], needed: Sequence[int], shared: Mapping[str, Sent]) -> None:
        self._tests, self._shared = tests, shared
        senders = Counter(one for sent in (*tests.values(), *shared.values()) for one in sent.statements)
        self._missing = Counter({one: min(count, needed[one]) for one, count in senders.items()})
        self._users: Counter[str] = Counter()
        self.names: set[str] = set()

    def worth(self, name: str) -> float:
        """Return how many missing statements a test would send for each second."""
        parts = self._brought(name)
        sent = {one for part in parts for one in part.statements if self._missing[one] > 0}
        return len(sent) / max(sum(part.seconds for part in parts), 0.01)

    def add(self, name: str) -> set[str]:
        """Choose a test. Return the set-ups that no other had needed."""
        for part in self._brought(name):
            self._missing.subtract(part.statements)
        new = {one for one in self._tests[name].shares if not self._users[one]}
        self._users.update(self._tests[name].shares)
        self.names.add(name)
        return new

    def remove(self, names: Collection[str]) -> None:
        """Leave these tests out, with the set-ups that only they need, unless a statement would be missing."""
        if any(self._tests[name].starts_others for name in names):
            return
        users = Counter(one for name in names for one in self._tests[name].shares)
        left_out = [self._shared[one] for one, count in users.items() if self._users[one] == count]
        lost = Counter(one for part in (*map(self._tests.get, names), *left_out) if part for one in part.statements)
        if all(self._missing[one] + count <= 0 for one, count in lost.items()):
            self._missing.update(lost)
            self._users.subtract(users)
            self.names.difference_update(names)

    def users(self, shared: str) -> set[str]:
        """Return the chosen tests with this set-up."""
        return {name for name in self.names if shared in self._tests[name].shares}

    def _brought(self, name: str) -> list[Sent]:
        sent = self._tests[name]
        return [sent, *(self._shared[one] for one in sent.shares if not self._users[one])]


def chosen(tests: Mapping[str, Sent], needed: Sequence[int], shared: Mapping[str, Sent] | None = None) -> set[str]:
    """Return the names of tests that send each statement as often as needed, those with most for their time first."""
    shared = shared or {}
    choice, sharing = Choice(tests, needed, shared), defaultdict(set)
    for name, sent in tests.items():
        for one in sent.shares:
            sharing[one].add(name)
    for name in sorted(name for name, sent in tests.items() if sent.starts_others):
        choice.add(name)
    queue = [(-choice.worth(name), name) for name in tests.keys() - choice.names]
    heapq.heapify(queue)
    while queue:
        stored, name = heapq.heappop(queue)
        now = -choice.worth(name)
        if now == 0 or name in choice.names:
            continue
        if now > stored:  # others were chosen since: it is worth less
            heapq.heappush(queue, (now, name))
            continue
        for one in choice.add(name):  # the others with this set-up take less time now
            for other in sharing[one] - choice.names:
                heapq.heappush(queue, (-choice.worth(other), other))
    # What was chosen early may be covered by what was chosen later.
    for one in sorted(shared, key=lambda one: -shared[one].seconds):
        choice.remove(choice.users(one))
    for name in sorted(choice.names, key=lambda name: (-tests[name].seconds, name)):
        choice.remove([name])
    return choice.names


class Recorder:
    """Stores what each test sends on the default connection, and what the tests of a file or class set up once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._shapes: dict[str, int] = {}
        self._tests: dict[str, Sent] = {}
        self._shared: dict[str, Sent] = {}
        self._test: Sent | None = None
        self._part = Sent()
        """Either the test, or what is set up for it and others."""

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Notice processes that are started. An audit hook would be called a hundred times for each statement."""

        def noticed(start: Callable[..., Any], place: int | None) -> Callable[..., Any]:
            @wraps(start)
            def call(*given: Any, **named: Any) -> Any:
                environment = given[place] if place and len(given) > place else named.get("env")
                if self._test and may_reach_the_database([environment]):
                    self._test.starts_others = True
                return start(*given, **named)

            return call

        with pytest.MonkeyPatch.context() as patch:
            for owner, name, place in (
                (subprocess.Popen, "__init__", None),
                (os, "fork", None),
                (os, "posix_spawn", 2),
            ):
                patch.setattr(owner, name, noticed(getattr(owner, name), place))
            yield

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Record one test with its fixtures."""
        sent = self._test = self._part = self._tests[item.nodeid] = Sent()

        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            self._part.statements.add(self._shapes.setdefault(shape(sql), len(self._shapes)))
            return execute(sql, params, many, context)

        started = time.perf_counter()
        with connection.execute_wrapper(note), self._noticing():
            answer = yield
        sent.seconds += time.perf_counter() - started
        places = [node.nodeid for node in item.listchain() if isinstance(node, pytest.Module | pytest.Class)]
        names = getattr(item, "fixturenames", ())
        sent.shares = [key for place in places for name in names if (key := f"{place}::{name}") in self._shared]
        self._test = None
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, Any, Any]:
        """Record what several tests use apart from the first of them. A whole run's set-up belongs to none."""
        if fixturedef.scope == "function":
            return (yield)
        outer, part, started = self._part, Sent(), time.perf_counter()
        if fixturedef.scope in {"module", "class"}:
            part = self._shared.setdefault(f"{request.node.nodeid}::{fixturedef.argname}", part)
        self._part = part
        try:
            return (yield)
        finally:
            seconds = time.perf_counter() - started
            part.seconds, outer.seconds, self._part = part.seconds + seconds, outer.seconds - seconds, outer

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        shared = {name: sent for name, sent in self._shared.items() if sent.statements}
        tests = {
            name: [
                sorted(sent.statements),
                round(sent.seconds, 3),
                sent.starts_others,
                sorted(shared.keys() & sent.shares),
            ]
            for name, sent in self._tests.items()
        }
        stored = {name: [sorted(sent.statements), round(sent.seconds, 3)] for name, sent in shared.items()}
        needed = [times(one) for one in self._shapes]
        self._file.write_text(json.dumps({"needed": needed, "tests": tests, "shared": stored}))


def halved(seconds: Mapping[str, float]) -> tuple[set[str], set[str]]:
    """Return files in two halves that take about as long."""
    halves: tuple[set[str], set[str]] = (set(), set())
    taken = [0.0, 0.0]
    for file in sorted(seconds, key=lambda one: (-seconds[one], one)):
        lighter = taken.index(min(taken))
        halves[lighter].add(file)
        taken[lighter] += seconds[file]
    return halves


def may_reach_the_database(given: Sequence[Any]) -> bool:
    """Return whether a process finds a database, by the environment at the end of what it is given: a fork has none."""
    environment = given[-1] if given else None
    return not isinstance(environment, Mapping) or not WAYS.isdisjoint(map(str, environment))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption("--record-statements", type=Path, help="store the statements of each test in this file")
    parser.addoption("--statements", type=Path, help="leave out tests whose statements others send, by this file")
    parser.addoption("--half", type=int, choices=(1, 2), help="with --statements: run one half of the files")


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
    stored, shared = (
        {name: Sent(set(sent), *more) for name, (sent, *more) in recorded[kind].items()} for kind in ("tests", "shared")
    )
    judged = {item.nodeid: stored[item.nodeid] for item in items if item.nodeid in stored}
    used = {one: shared[one] for sent in judged.values() for one in sent.shares}
    left_out = judged.keys() - chosen(judged, recorded["needed"], used)
    if half := config.getoption("--half"):
        by_file: defaultdict[str, float] = defaultdict(float)
        for item in items:
            by_file[_file(item)] += judged[item.nodeid].seconds if item.nodeid in judged.keys() - left_out else 0.0
        others = halved(by_file)[2 - half]
        left_out |= {item.nodeid for item in items if _file(item) in others}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
