"""Record which statements each test sends, from which tests/rig/choosing.py chooses those that PostgreSQL runs.

`--record-statements=FILE` stores which statements of Amity's each test sends, and its seconds; the SQLite stage does
so. What the tests of a file set up once is stored apart. Nothing is stored between runs.
"""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.rig.marks import NOT_ON_POSTGRESQL

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
    """What a test sends, how long it takes, whether PostgreSQL always runs it, and the set-ups it shares."""

    statements: set[int] = field(default_factory=set)
    seconds: float = 0.0
    always_runs: bool = False
    shares: Collection[str] = ()


class Recorder:
    """Stores what each test sends on the default connection, and what the tests of a file or class set up once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._shapes: dict[str, int] = {}
        self._tests: dict[str, Sent] = {}
        self._files: set[str] = set()
        self._more: set[str] = set()
        """Files with tests that only PostgreSQL runs."""
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
                    self._test.always_runs = True
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
        """Record one test with its fixtures. One that PostgreSQL never runs may be the first to set up a shared one."""
        sent = self._test = self._part = Sent(always_runs=item.get_closest_marker("both") is not None)
        self._files.add(file_of(item))
        if not any(map(item.get_closest_marker, NOT_ON_POSTGRESQL)):
            self._tests[item.nodeid] = sent

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

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Notice the files of tests that are left out here."""
        self._files |= {file_of(item) for item in items}
        self._more |= {file_of(item) for item in items if item.get_closest_marker("postgresql")}

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        shared = {name: sent for name, sent in self._shared.items() if sent.statements}
        tests = {
            name: [
                sorted(sent.statements),
                round(sent.seconds, 3),
                sent.always_runs,
                sorted(shared.keys() & sent.shares),
            ]
            for name, sent in self._tests.items()
        }
        stored = {name: [sorted(sent.statements), round(sent.seconds, 3)] for name, sent in shared.items()}
        needed = [times(one) for one in self._shapes]
        files = sorted(self._files - self._more)
        self._file.write_text(json.dumps({"needed": needed, "tests": tests, "shared": stored, "files": files}))


def may_reach_the_database(given: Sequence[Any]) -> bool:
    """Return whether a process finds a database, by the environment at the end of what it is given: a fork has none."""
    environment = given[-1] if given else None
    return not isinstance(environment, Mapping) or not WAYS.isdisjoint(map(str, environment))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--record-statements", type=Path, help="store the statements of each test in this file")


def pytest_configure(config: pytest.Config) -> None:
    """Record, if asked to."""
    if file := config.getoption("--record-statements"):
        config.pluginmanager.register(Recorder(file))


def file_of(item: pytest.Item) -> str:
    """Return the file of a test, as its id begins."""
    return item.nodeid.partition("::")[0]
