"""An import that is killed with -9 while it reads and again while it writes, continued, and verified at the end."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.beside import Instance, WriterBeside, scalar
from bench.synthetic import write_export

_PATIENCE_SECONDS = 3_600
_IN_SUMS = "SELECT coalesce(sum(seconds), 0) FROM timesheets_projectmonth"


def killed_and_finished(folder: Path, rows: int, kills: int = 2, *, database: str = "") -> dict[str, Any]:
    """Import `rows` rows, killed `kills` times: first while the file is read, then while its rows are written.

    Returns the total time, whether each row was imported exactly once, the result of `amity verify`, and how long a
    person waited to log time during it. `code` is 0 if everything is right.
    """
    export = folder / "export.csv"
    write_export(export, rows)
    instance = Instance(folder, database)
    instance.set_up()
    writer = WriterBeside(instance)
    began = time.monotonic()
    moments = []
    words: tuple[object, ...] = ("import", "harvest", export, "--create-missing")
    for kill in range(kills):
        moments.append(_killed(instance, words, _reads(folder) if kill == 0 else _writes(instance, rows, kill, kills)))
        words = ("import", "--resume", scalar(instance, "SELECT max(id) FROM imports_batch"))
    ended = instance.run(*words, "--json")
    seconds = time.monotonic() - began
    waits = writer.waits()
    if ended.returncode:
        raise RuntimeError(f"the import did not end well: {ended.stderr[-500:]}")
    answer = json.loads(ended.stdout)
    verified = instance.run("verify")
    stored = int(scalar(instance, "SELECT count(*) FROM timesheets_entry"))
    in_sums = int(scalar(instance, _IN_SUMS))
    right = stored == answer["created"] == rows and in_sums == answer["tracked_seconds"] and not verified.returncode
    return {
        "database": "postgresql" if database else "sqlite",
        "rows": rows,
        "killed_at": moments,
        "seconds": seconds,
        "entries": stored,
        "seconds_in_sums": in_sums,
        "seconds_in_file": answer["tracked_seconds"],
        "verify": verified.stdout.strip().splitlines()[-1:],
        **waits,
        "code": int(not right),
    }


def _killed(instance: Instance, words: tuple[object, ...], is_time: Callable[[], str]) -> str:
    """Start, wait for the moment and kill the process. Return which moment it was."""
    process = instance.start(*words)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not (moment := is_time()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the import ended before it could be killed: give it more rows")
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, subprocess.list2cmdline(map(str, words))
    return moment


def _reads(folder: Path) -> Callable[[], str]:
    """Return a function that describes the moment once some megabytes are staged, and is "" before."""

    def is_time() -> str:
        staged = sum(file.stat().st_size for file in (folder / "data").rglob("stages/*.sqlite3*"))
        return f"while reading, {staged / 1e6:.1f} MB staged" if staged > 4_000_000 else ""

    return is_time


def _writes(instance: Instance, rows: int, kill: int, kills: int) -> Callable[[], str]:
    """Return a function that describes the moment once a share of the rows is written, and is "" before."""

    def is_time() -> str:
        stored = scalar(instance, "SELECT count(*) FROM timesheets_entry")
        return f"while writing, {stored:,} entries stored" if stored > rows * kill / (kills + 1) else ""

    return is_time
