"""The dependency audit: known vulnerabilities in the locked Python and browser packages.

pip-audit ends with 0 although it audited nothing when it can't reach its service, so its answer is read instead of its
exit code. Exit codes here: 0 nothing found, 1 something found, 9 could not audit (reported, and no failure).
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tooling.build_assets import environment, node_commands

ROOT = Path(__file__).resolve().parent.parent
NOT_DONE = 9
LONGEST = 120
GRAVE = ("moderate", "high", "critical")


@dataclass(frozen=True)
class Verdict:
    """The result of an audit: `found` sentences, and whether it could be done at all."""

    found: list[str]
    done: bool


def read_pip_audit(text: str) -> Verdict:
    """Judge pip-audit's JSON. A package it skipped was not audited, so the audit as a whole was not done."""
    try:
        packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict([], done=False)
    found = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for package in packages
        for fault in package.get("vulns", [])
    ]
    return Verdict(found, done=bool(packages) and not any("skip_reason" in package for package in packages))


def read_npm_audit(text: str) -> Verdict:
    """Judge npm's JSON: without counts of vulnerabilities it audited nothing."""
    try:
        answer: dict[str, Any] = json.loads(text)
        counts: dict[str, int] = answer["metadata"]["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Verdict([], done=False)
    grave = sum(counts.get(degree, 0) for degree in GRAVE)
    names = ", ".join(answer.get("vulnerabilities", {}))
    return Verdict([f"{grave} in browser packages: {names}"] if grave else [], done=True)


def _answer(command: list[str], folder: Path, surroundings: dict[str, str] | None = None) -> str:
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=LONGEST, cwd=folder, env=surroundings
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return ended.stdout


def python_packages() -> Verdict:
    """Audit requirements.lock."""
    program = str(Path(sys.executable).parent / "pip-audit")
    lock = ["-r", "requirements.lock", "--disable-pip", "--require-hashes"]
    return read_pip_audit(_answer([program, *lock, "-f", "json", "--progress-spinner", "off"], ROOT))


def browser_packages() -> Verdict:
    """Audit frontend/package-lock.json."""
    node, npm = node_commands()
    return read_npm_audit(_answer([*npm, "audit", "--json"], ROOT / "frontend", environment(node)))


def main() -> int:
    """Print what was found and what could not be done."""
    verdicts = [python_packages(), browser_packages()]
    found = [sentence for verdict in verdicts for sentence in verdict.found]
    for sentence in found:
        print(f"vulnerable: {sentence}")
    if not all(verdict.done for verdict in verdicts):
        print("NOT DONE: dependency audit (could not reach its service)")
    if found:
        return 1
    return 0 if all(verdict.done for verdict in verdicts) else NOT_DONE


if __name__ == "__main__":
    raise SystemExit(main())
