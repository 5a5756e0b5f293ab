"""`make check`: every check of the repository that doesn't run Amity's behaviour, two at a time.

Each check is one command. A check that could not be made is NOT DONE, which is neither passed nor failed.
`tests/test_checks_can_fail.py` shows each of them failing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.rig.marks import CHECKS
from tooling import audit

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
AT_ONCE = 2
AUDIT = "dependency audit"
SETTINGS = ["--settings", "amity.config.settings"]


@dataclass(frozen=True)
class Outcome:
    """The result of a check: passed, failed or not done."""

    name: str
    state: str
    output: str
    seconds: float


def templates() -> list[str]:
    """Return every template of Amity, relative to the repository."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/amity/*/templates/**/*.html"))


def commands() -> dict[str, list[str]]:
    """Return the checks by name, the slowest first."""
    python, found = sys.executable, templates()
    architecture = [f"tests/{name}" for name in sorted(CHECKS)]  # the whole folder takes longer to collect than to run
    checks = {
        "types (mypy)": [str(BIN / "mypy")],
        AUDIT: [python, "-m", "tooling.audit"],
        "architecture": [python, "-m", "pytest", "-q", "--no-header", "--tb=short", *architecture],
        "import contracts": [str(BIN / "lint-imports"), "--no-cache"],
        "messages": [python, "-m", "tooling.messages", "--check"],
        "missing migrations": [python, "-m", "django", "makemigrations", "--check", "--dry-run", *SETTINGS],
        "dependencies (deptry)": [str(BIN / "deptry"), "."],
        "lint and security (ruff)": [str(BIN / "ruff"), "check", "."],
        "format (ruff)": [str(BIN / "ruff"), "format", "--check", "."],
    }
    if found:
        checks["templates (djade)"] = [str(BIN / "djade"), "--check", "--target-version", "5.2", *found]
    return checks


def run(name: str, command: Sequence[str], data: Path) -> Outcome:
    """Run one check in a data folder of its own, whatever the developer's own settings are."""
    started = time.monotonic()
    theirs = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {key: value for key, value in os.environ.items() if key not in theirs and not key.startswith("AMITY_")}
    surroundings = kept | {"AMITY_DATA": str(data)}
    ended = subprocess.run(
        command, cwd=ROOT, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    state = "passed" if ended.returncode == 0 else "failed"
    if name == AUDIT and ended.returncode == audit.NOT_DONE:
        state = "not done"
    return Outcome(name, state, ended.stdout, time.monotonic() - started)


def _report(outcome: Outcome) -> None:
    print(f"{outcome.state.upper():>8}  {outcome.name} ({outcome.seconds:.1f} s)", flush=True)
    if outcome.state != "passed":
        print(outcome.output.rstrip(), flush=True)


def main() -> int:
    """Run the checks. Return 0 if none failed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--counts", type=Path, help="write the counts to this file as JSON")
    choice = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="amity-check-") as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        data = Path(folder)
        waiting = [pool.submit(run, name, command, data) for name, command in commands().items()]
        outcomes = [future.result() for future in waiting]
    for outcome in outcomes:
        _report(outcome)
    counted = {
        "passed": sum(outcome.state == "passed" for outcome in outcomes),
        "failed": sum(outcome.state == "failed" for outcome in outcomes),
        "skipped": sum(outcome.state == "not done" for outcome in outcomes),
    }
    if choice.counts:
        choice.counts.write_text(json.dumps(counted))
    print(f"checks: {counted['passed']} passed, {counted['failed']} failed, {counted['skipped']} not done")
    return int(counted["failed"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
