"""`make test`: every stage, two at a time, with the time each used and one line of sums at the end.

A stage is a command of its own. Pure tests run once, database tests (real inputs among them) on SQLite and on
PostgreSQL, browser journeys on SQLite, the hammer on both. Ends with `N passed, N failed, N skipped`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.rig.postgres import NoPostgres, fresh_database, given, postgres_url

ROOT = Path(__file__).resolve().parent.parent
HAMMER = ROOT / "tests" / "hammer" / "run_hammer.py"
AT_ONCE = 2
NOTHING_COLLECTED = 5
PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=short", "-rfEs"]
ON_DATABASE = "not pure and not browser and not hammer and not check"


@dataclass
class Stage:
    """One command, what it said and how it went."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts_in: Path | None = None
    output: str = ""
    code: int = 0
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return self.code == 0 and self.failed == 0

    def run(self) -> "Stage":
        """Run to the end and count."""
        started = time.monotonic()
        surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | self.environment
        ended = subprocess.run(
            self.command, cwd=ROOT, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False, errors="replace",
        )  # fmt: skip
        self.seconds, self.output, self.code = time.monotonic() - started, ended.stdout, ended.returncode
        self._count()
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
        if self.code == NOTHING_COLLECTED and not any(counted.values()):
            self.code = 0
        if self.code and not self.failed:
            self.failed = 1  # it broke before it could count


def _junit(text: str) -> dict[str, int]:
    counted = {"passed": 0, "failed": 0, "skipped": 0}
    for case in ElementTree.fromstring(text).iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            counted["failed"] += 1
        else:
            counted["skipped" if "skipped" in kinds else "passed"] += 1
    return counted


def pytest_stage(name: str, folder: Path, *arguments: str, database: str | None = None) -> Stage:
    """A run of pytest that counts into a file."""
    counts = folder / f"{name.replace(' ', '-')}.xml"
    environment = {"DATABASE_URL": database} if database else {}
    return Stage(name, [*PYTEST, f"--junitxml={counts}", *arguments], environment, counts)


def hammer_stage(name: str, seconds: int, database: str) -> Stage:
    """Separate processes against one database for `seconds`."""
    command = [sys.executable, str(HAMMER), "--seconds", str(seconds), "--database-url", database]
    return Stage(name, command, {"DATABASE_URL": database})


def all_stages(folder: Path, postgres: str | None, hammered: str | None, hammer_seconds: int) -> list[Stage]:
    """Every stage in the order they start; the long ones first, the hammers last and beside each other."""
    counts = folder / "check.json"
    check = Stage("check", [sys.executable, "-m", "tooling.check", f"--counts={counts}"], {}, counts)
    stages = [check]
    if postgres:
        stages.append(pytest_stage("postgresql", folder, "-m", ON_DATABASE, database=postgres))
    stages += [
        pytest_stage("sqlite", folder, "-m", ON_DATABASE),
        pytest_stage("browser", folder, "-m", "browser", "tests/journeys"),
        pytest_stage("pure", folder, "-m", "pure and not check"),
    ]
    if HAMMER.exists():
        if hammered:
            stages.append(hammer_stage("hammer postgresql", hammer_seconds, hammered))
        stages.append(hammer_stage("hammer sqlite", hammer_seconds, f"sqlite:///{folder / 'hammer.sqlite3'}"))
    return stages


@contextmanager
def _surroundings() -> Iterator[tuple[Path, str | None, str | None, str]]:
    """A folder, PostgreSQL for the tests and a database on it for the hammer, and what to say of them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="amity-test-run-")))
        started = time.monotonic()
        try:
            postgres = stack.enter_context(postgres_url())
        except NoPostgres as missing:
            yield folder, None, None, str(missing)
            return
        whose = "given" if given() else "private"
        hammered = stack.enter_context(fresh_database(postgres, "hammer"))
        yield folder, postgres, hammered, f"PostgreSQL ({whose}) ready in {time.monotonic() - started:.1f} s"


def _report(stage: Stage) -> None:
    sums = f"{stage.passed} passed, {stage.failed} failed, {stage.skipped} skipped"
    print(f"\n=== {stage.name}: {'ok' if stage.ok else 'FAILED'} in {stage.seconds:.1f} s: {sums}", flush=True)
    lines = stage.output.strip().splitlines()
    quiet = stage.ok and not stage.name.startswith(("hammer", "check"))
    for line in [line for line in lines if line.startswith(("SKIPPED", "NOT DONE"))] if quiet else lines:
        print(f"    {line}")


def main() -> int:
    """Run the stages; 0 when nothing failed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--only", help="run the stages whose name starts with this")
    reader.add_argument("--hammer-seconds", type=int, default=60)
    choice = reader.parse_args()
    started = time.monotonic()
    with _surroundings() as (folder, postgres, hammered, said):
        print(said, flush=True)
        stages = all_stages(folder, postgres, hammered, choice.hammer_seconds)
        if choice.only:
            stages = [stage for stage in stages if stage.name.startswith(choice.only)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for ended in as_completed([pool.submit(stage.run) for stage in stages]):
                _report(ended.result())
    missing = 0 if postgres else 1  # half of the promise is PostgreSQL: without it this run is no success
    print("\nTime used")
    for stage in stages:
        print(f"  {stage.name:<18} {stage.seconds:6.1f} s")
    print(f"  {'all together':<18} {time.monotonic() - started:6.1f} s")
    if missing:
        print(f"FAILED: {said}")
    if not stages:
        print(f"FAILED: there is no stage {choice.only!r}")
    passed, failed, skipped = (
        sum(getattr(stage, kind) for stage in stages) for kind in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed + missing} failed, {skipped} skipped")
    return int(failed + missing > 0 or not stages or not all(stage.ok for stage in stages))


if __name__ == "__main__":
    raise SystemExit(main())
