"""Choose the tests that PostgreSQL has to run: enough to send it each statement of Amity's.

With `--statements=FILE`, as in the PostgreSQL stages, a test is left out if the chosen ones already send all of its
statements: those that calculate or write in two tests, since they may fail for some values only, and others in one.
What the tests of a file set up once is counted once, and is left out with all of them if others send the same.
What is chosen follows from the code of this run. Tests that start a process that can reach the database, whose
statements aren't seen, tests that are marked `both`, and tests that SQLite didn't run are always chosen. Files without
a chosen test are not collected. Without the file all tests run. `--third=1` to `--third=3` run the files of one third
each, so that several processes share them.
"""

import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.rig.statements import Sent, file_of

THIRDS = 3


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
        if any(self._tests[name].always_runs for name in names):
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
    for name in sorted(name for name, sent in tests.items() if sent.always_runs):
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


def thirds(seconds: Mapping[str, float]) -> tuple[set[str], ...]:
    """Return files in three parts that take about as long."""
    found: tuple[set[str], ...] = tuple(set() for _part in range(THIRDS))
    taken = [0.0] * THIRDS
    for file in sorted(seconds, key=lambda one: (-seconds[one], one)):
        lightest = taken.index(min(taken))
        found[lightest].add(file)
        taken[lightest] += seconds[file]
    return found


class Plan:
    """Which of the recorded tests run here, and which files have none."""

    def __init__(self, recorded: Mapping[str, Any], third: int | None = None) -> None:
        self.tests, shared = (
            {name: Sent(set(sent), *more) for name, (sent, *more) in recorded[kind].items()}
            for kind in ("tests", "shared")
        )
        names = chosen(self.tests, recorded["needed"], shared)
        by_file: defaultdict[str, float] = defaultdict(float)
        for name in sorted(names):  # in one order, since all parts must add up the same
            by_file[name.partition("::")[0]] += self.tests[name].seconds
        self._third, self._chosen = third, by_file.keys()
        self._mine = thirds(by_file)[third - 1] if third else set(by_file)
        self.names = {name for name in names if name.partition("::")[0] in self._mine}
        self.needless = set(recorded["files"]) - self._mine

    def left_out(self, items: Sequence[pytest.Item]) -> set[str]:
        """Return the tests among these that don't run here. Files of which nothing is recorded are shared by name."""
        if missing := self.names - {item.nodeid for item in items}:
            raise pytest.UsageError(f"chosen by their statements, but not collected: {sorted(missing)}")
        unknown = sorted({file_of(item) for item in items} - self._chosen)
        here = self._mine | set(unknown[self._third - 1 :: THIRDS] if self._third else unknown)
        return {
            item.nodeid
            for item in items
            if file_of(item) not in here or (item.nodeid in self.tests and item.nodeid not in self.names)
        }


PLAN = pytest.StashKey[Plan]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption("--statements", type=Path, help="leave out tests whose statements others send, by this file")
    parser.addoption("--third", type=int, choices=(1, 2, 3), help="with --statements: run one third of the files")


def pytest_configure(config: pytest.Config) -> None:
    """Choose, if asked to."""
    file = config.getoption("--statements")
    if file and file.exists():
        config.stash[PLAN] = Plan(json.loads(file.read_text()), config.getoption("--third"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Collect no file without a test that runs here: that takes longer than many tests."""
    plan = config.stash.get(PLAN, None)
    if plan and collection_path.is_relative_to(config.rootpath):
        return collection_path.relative_to(config.rootpath).as_posix() in plan.needless or None
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what adds nothing."""
    if not (plan := config.stash.get(PLAN, None)):
        return
    left_out = plan.left_out(items)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]
