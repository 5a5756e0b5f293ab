"""`make test`: every stage, as many at once as there are cores, with the time of each and the slowest tests.

Beside these, one stage at a time runs that mostly waits.

A stage is a command of its own. SQLite runs the pure tests and all database tests, including real inputs. Those that
visit all URLs are a parallel stage. PostgreSQL runs after them: enough tests of the commands, queries and locks to send
each statement that SQLite was sent (tests/rig/choosing.py), in three parts, with a smoke test of the pages.
Browser journeys run on SQLite, on one date, by which they date what they set up. Simultaneous processes and the hammer
run on both. The SQLite stages use a random date for each run. AMITY_TEST_DATE sets one for all stages but the browser.
Ends with `N passed, N failed, N skipped`.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from tests.rig import real
from tests.rig.clock import DEFAULT
from tests.rig.clock import NAME as DATE
from tests.rig.marks import LONG_WALKS, NOT_ON_POSTGRESQL, WALKS, hammer_files
from tests.rig.migrated import TEMPLATE, migrated_file, migrated_template
from tests.rig.postgres import NoPostgres, fresh_database, given, postgres_url

ROOT = Path(__file__).resolve().parent.parent
HAMMER = ROOT / "tests" / "hammer" / "run_hammer.py"
AT_ONCE = os.cpu_count() or 2
"""As many as there are cores. With two more, a core empties its caches at each switch, and all takes a fifth longer."""
SLOWEST = 20
PYTEST = [sys.executable, "-m", "tests.rig.roomy", "-q", "--no-header", "--tb=short", "-rfEs"]
EVERYTHING = "not browser and not hammer and not check and not dovecot"
AT_ONCE_ON_POSTGRESQL = "hammer and not pure and not sqlite"
ON_SQLITE = f"{EVERYTHING} and not postgresql"
ON_POSTGRESQL = " and not ".join((EVERYTHING, *NOT_ON_POSTGRESQL))
SECOND_TRY = ["--reruns=1", "--max-suite-reruns=3", "--only-rerun=[Tt]imeout", "-rfEsR"]
"""A journey that waited in vain is tried once more, for up to three: the machine may be busy."""
DRAWN_FROM, DRAWN_DAYS = date(2026, 12, 1), 3 * 365
"""The days a run is drawn from: builders make things in November 2026, so no day before that."""


@dataclass(frozen=True)
class Server:
    """PostgreSQL for the tests: the address of the server, a migrated database to copy, and a copy for the hammer."""

    url: str
    template: str
    hammered: str


@dataclass
class Stage:
    """A command, its output and its result."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts_in: Path | None = None
    output: str = ""
    code: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    """Processor seconds of the command and of the processes that it waited for."""
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    after: "Stage | None" = None
    mostly_waits: bool = False
    ended: bool = False

    @property
    def ok(self) -> bool:
        """Return whether nothing failed."""
        return self.code == 0 and self.failed == 0

    def run(self) -> "Stage":
        """Run to the end and count."""
        started = time.monotonic()
        surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | self.environment
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            running = subprocess.Popen(
                self.command, cwd=ROOT, env=surroundings, stdout=output, stderr=subprocess.STDOUT
            )
            _pid, status, used = os.wait4(running.pid, 0)
            output.seek(0)
            self.output = output.read()
        self.code = running.returncode = os.waitstatus_to_exitcode(status)
        self.seconds, self.processor = time.monotonic() - started, used.ru_utime + used.ru_stime
        self._count()
        self.ended = True
        return self

    def _count(self) -> None:
        if self.counts_in is None:
            self.passed, self.failed = int(self.code == 0), int(self.code != 0)
            return
        try:
            text = self.counts_in.read_text()
            counted = json.loads(text) if self.counts_in.suffix == ".json" else _junit(text)
        except (OSError, ValueError, ElementTree.ParseError):
            counted = {"passed": 0, "failed": 0, "skipped": 0}
        self.passed, self.failed, self.skipped = counted["passed"], counted["failed"], counted["skipped"]
        if self.code and not self.failed:
            self.failed = 1  # it broke before it could count, or found nothing to run


def run_all(stages: Sequence[Stage], at_once: int = AT_ONCE) -> Iterator[Stage]:
    """Run the stages in their order, several at once, and yield each as it ends.

    A stage that reads from another lets those behind it go first until that one has ended, so no core waits for it.
    Those that mostly wait run beside the others, one after the other.
    """
    waiting, running = list(stages), dict[Future[Stage], Stage]()
    with ThreadPoolExecutor(at_once + 1) as pool:
        while waiting or running:
            for mostly_waits, most in ((False, at_once), (True, 1)):
                ready = [one for one in waiting if one.mostly_waits == mostly_waits and _may_start(one)]
                taken = sum(one.mostly_waits == mostly_waits for one in running.values())
                for stage in ready[: most - taken]:
                    waiting.remove(stage)
                    running[pool.submit(stage.run)] = stage
            ended, _others = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                del running[future]
                yield future.result()


def _may_start(stage: Stage) -> bool:
    return stage.after is None or stage.after.ended


def slowest(stages: Sequence[Stage]) -> list[tuple[float, str]]:
    """Return seconds and name of the tests that took longest, over all stages that count by test."""
    found = []
    for stage in stages:
        if stage.counts_in and stage.counts_in.suffix == ".xml" and stage.counts_in.exists():
            for case in ElementTree.parse(stage.counts_in).iter("testcase"):
                place = case.get("classname", "").rpartition(".")[2]
                found.append((float(case.get("time", 0)), f"{stage.name}: {place}::{case.get('name')}"))
    return sorted(found, reverse=True)[:SLOWEST]


def _junit(text: str) -> dict[str, int]:
    counted = {"passed": 0, "failed": 0, "skipped": 0}
    for case in ElementTree.fromstring(text).iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            counted["failed"] += 1
        else:
            counted["skipped" if "skipped" in kinds else "passed"] += 1
    return counted


def drawn_date() -> str:
    """Return the date from the environment, or a random one for this run."""
    return os.environ.get(DATE) or (DRAWN_FROM + timedelta(days=secrets.randbelow(DRAWN_DAYS))).isoformat()


def pytest_stage(name: str, folder: Path, *arguments: str, server: Server | None = None, on: str = "") -> Stage:
    """Return a stage that runs pytest and writes its counts to a file."""
    counts = folder / f"{name.replace(' ', '-')}.xml"
    environment = ({"DATABASE_URL": server.url} if server else {}) | ({DATE: on} if on else {})
    copied = [f"{TEMPLATE}={server.template}"] if server else []
    return Stage(name, [*PYTEST, f"--junitxml={counts}", *copied, *arguments], environment, counts)


def walks(names: Iterable[str]) -> list[str]:
    """Return the files of tests/ with these names, so that pytest collects no others."""
    return [f"tests/{name}" for name in sorted(names)]


def without(names: Iterable[str]) -> list[str]:
    """Keep pytest from collecting these files: that takes as long as a hundred tests."""
    return [f"--ignore={file}" for file in walks(names)]


def hammer_stage(name: str, seconds: int, database: str) -> Stage:
    """Return a stage of separate processes against one database for `seconds`."""
    command = [sys.executable, str(HAMMER), "--seconds", str(seconds), "--database-url", database]
    return Stage(name, command, {"DATABASE_URL": database})


def all_stages(folder: Path, server: Server | None, hammer_seconds: int, on: str) -> list[Stage]:
    """Return every stage in the order they start: the long ones first, the hammers last and in parallel.

    PostgreSQL follows SQLite as soon as it can, since the two make the longest chain, and in three parts, so that both
    cores share what comes last.
    """
    counts, statements = folder / "check.json", folder / "statements.json"
    at_once = [*map(str, hammer_files()), "-m"]
    recorded = f"--record-statements={statements}"
    sqlite = pytest_stage("sqlite", folder, "-m", ON_SQLITE, recorded, *without(LONG_WALKS), on=on)
    stages = [sqlite, pytest_stage("walks sqlite", folder, "-m", ON_SQLITE, *walks(LONG_WALKS), on=on)]
    if server:
        chosen = ["-m", ON_POSTGRESQL, f"--statements={statements}", *without(WALKS)]
        for third in (1, 2, 3):
            stage = pytest_stage(f"postgresql {third}", folder, f"--third={third}", *chosen, server=server)
            stages.append(replace(stage, after=sqlite))
    stages += [
        pytest_stage("browser", folder, "-m", "browser", "tests/journeys", *SECOND_TRY, on=DEFAULT.isoformat()),
        replace(pytest_stage("dovecot", folder, "-m", "dovecot", "tests/servers"), mostly_waits=True),
        Stage("check", [sys.executable, "-m", "tooling.check", f"--counts={counts}"], {}, counts),
    ]
    if server:
        on_server = pytest_stage("at once postgresql", folder, *at_once, AT_ONCE_ON_POSTGRESQL, server=server)
        stages.append(replace(on_server, mostly_waits=True))
    on_file = pytest_stage("at once sqlite", folder, *at_once, "hammer and not postgresql", on=on)
    stages.append(replace(on_file, mostly_waits=True))
    if server:
        stages.append(hammer_stage("hammer postgresql", hammer_seconds, server.hammered))
    stages.append(hammer_stage("hammer sqlite", hammer_seconds, f"sqlite:///{folder / 'hammer.sqlite3'}"))
    return stages


@contextmanager
def _surroundings() -> Iterator[tuple[Path, Server | None, str]]:
    """Yield a folder, PostgreSQL, and a sentence about it. Both databases are migrated here, once for all stages."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="amity-test-run-")))
        started = time.monotonic()
        file = stack.enter_context(ThreadPoolExecutor(1)).submit(migrated_file)
        try:
            url = stack.enter_context(postgres_url())
        except NoPostgres as missing:
            yield folder, None, str(missing)
            return
        whose = "given" if given() else "private"
        template = stack.enter_context(migrated_template(url))
        hammered = stack.enter_context(fresh_database(url, "hammer", template=template))
        file.result()
        ready = f"PostgreSQL ({whose}) and the tables ready in {time.monotonic() - started:.1f} s"
        yield folder, Server(url, template, hammered), ready


def _report(stage: Stage) -> None:
    sums = f"{stage.passed} passed, {stage.failed} failed, {stage.skipped} skipped"
    print(f"\n=== {stage.name}: {'ok' if stage.ok else 'FAILED'} in {stage.seconds:.1f} s: {sums}", flush=True)
    lines = stage.output.strip().splitlines()
    quiet = stage.ok and not stage.name.startswith(("hammer", "check"))
    for line in [line for line in lines if line.startswith(("SKIPPED", "NOT DONE", "RERUN"))] if quiet else lines:
        print(f"    {line}")


def main() -> int:
    """Run the stages. Return 0 if nothing failed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--only", help="run the stages whose name starts with this")
    reader.add_argument("--hammer-seconds", type=int, default=15)
    choice = reader.parse_args()
    started, on = time.monotonic(), drawn_date()
    with _surroundings() as (folder, server, said):
        print(f"{said}\nSQLite stages run on {on} (repeat: {DATE}={on} make test)", flush=True)
        stages = all_stages(folder, server, choice.hammer_seconds, on)
        if choice.only:
            stages = [stage for stage in stages if stage.name.startswith(choice.only)]
            for stage in stages:
                stage.after = stage.after if stage.after in stages else None
        for ended in run_all(stages):
            _report(ended)
        _print_times(stages, time.monotonic() - started)
    # Half of the promise is PostgreSQL: without it, or without a stage, this run is no success.
    faults = [] if server else [said]
    faults += [] if stages else [f"there is no stage {choice.only!r}"]
    passed, failed, skipped = (
        sum(getattr(stage, kind) for stage in stages) for kind in ("passed", "failed", "skipped")
    )
    if skipped_tests := sum(stage.skipped for stage in stages if stage.name != "check"):
        if real.expected():
            faults.append(f"{skipped_tests} tests were skipped although the real inputs are here")
        else:
            print(f"\nNOT PROVED: {skipped_tests} tests were skipped. They need the real inputs (AMITY_REAL_DATA).")
    for fault in faults:
        print(f"FAILED: {fault}")
    print(f"{passed} passed, {failed + len(faults)} failed, {skipped} skipped")
    return int(bool(faults) or not all(stage.ok for stage in stages))


def _print_times(stages: Sequence[Stage], altogether: float) -> None:
    print(f"\nThe {SLOWEST} slowest tests")
    for seconds, name in slowest(stages):
        print(f"  {seconds:6.1f} s  {name}")
    print("\nTime used, and of the processor")
    for stage in stages:
        print(f"  {stage.name:<18} {stage.seconds:6.1f} s {stage.processor:6.1f} s")
    print(f"  {'all together':<18} {altogether:6.1f} s")


if __name__ == "__main__":
    raise SystemExit(main())
