"""Many processes against one database, one of them killed again and again, then a check of every promise.

`python tests/hammer/run_hammer.py --seconds 60 --database-url sqlite:///FILE` (or postgres://…). The database must be
empty. Writers, editors and deleters (who restore half of it), a locker of months, a re-rater and a bulk writer run as
processes of their own. Ends with 0 if no answer was lost, no error happened, and `amity verify` is clean.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from tests.hammer.judging import Judgement

CREW = (
    *(("write", number) for number in range(4)),
    *(("edit", number) for number in range(2)),
    *(("delete", number) for number in range(2)),
    ("lock", 0),
    ("rerate", 0),
    ("bulk", 0),
)
LIVES = (0.3, 2.5)
"""Seconds that the killed process lives, from when it is ready to work."""
PATIENCE = 240
"""Seconds for all of them to start, and for a process to end by itself. The machine may be busy."""


def start(role: str, number: int, folder: Path) -> "BaseProcess":
    """Start a process, forked from this one, which has everything imported."""
    from tests.hammer import worker
    from tests.rig.forks import fork

    return fork(worker.main, role, number, folder)


def wait_for(files: list[Path], until: float) -> bool:
    """Wait until all the files exist. Return False if the time ended before."""
    while not all(file.exists() for file in files):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def kill_again_and_again(until: float, folder: Path) -> int:
    """Start a process that does everything, kill and replace it until the end. Return the number of kills."""
    kills = 0
    while time.monotonic() < until:
        victim = start("mixed", kills, folder)
        if wait_for([folder / f"mixed-{kills}.ready"], until):
            time.sleep(random.uniform(*LIVES))
        victim.kill()
        victim.join()
        kills += 1
    return kills


def hammer(seconds: int, folder: Path) -> tuple[int, int]:
    """Start the work once all are ready. Return the number of kills and of processes that failed."""
    from tests.rig.forks import exit_code

    crew = [start(role, number, folder) for role, number in CREW]
    wait_for([folder / f"{role}-{number}.ready" for role, number in CREW], time.monotonic() + PATIENCE)
    until = time.monotonic() + seconds
    (folder / "go.part").write_text(str(until))
    (folder / "go.part").rename(folder / "go")
    kills = kill_again_and_again(until, folder)
    return kills, sum(exit_code(process) != 0 for process in crew)


def report(judged: "Judgement", kills: int, seconds: int, vendor: str) -> None:
    """Print what was done and found."""
    counts = judged.counts
    print(f"hammer on {vendor}: {seconds} s, {len(CREW) + 1} processes, one of them killed {kills} times")
    print(f"  {counts['done']} acts done ({counts['done'] / seconds:.0f} a second), {judged.promises} promises checked")
    print(f"  refused: {counts['refused: month closed']} by a closed month, {counts['refused']} else; ", end="")
    print(f"{counts['too late']} came too late for their version")
    retries = ", ".join(f"{name} {number}" for name, number in sorted(judged.retried.items())) or "none"
    broken = "" if judged.deadlocks is None else f"; deadlocks broken by the database: {judged.deadlocks}"
    print(f"  run again after a deadlock or a locked database: {retries}{broken}")
    print(
        f"  {judged.entries} entries compared with the sums, {judged.superseded} promises superseded by the killed one"
    )
    for fault in judged.faults[:20]:
        print(f"FAULT {fault}")
    print(f"  errors: {counts['errors']}, faults: {len(judged.faults)}")


def main() -> int:
    """Build the scene, run the processes, and check the result."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seconds", type=int, default=60)
    reader.add_argument("--minutes", type=int, default=0, help="instead of --seconds")
    reader.add_argument("--database-url", default=os.environ.get("DATABASE_URL", ""))
    choice = reader.parse_args()
    seconds = choice.minutes * 60 or choice.seconds
    from tests.rig.clock import travel

    with tempfile.TemporaryDirectory(prefix="amity-hammer-") as name, travel():
        folder = Path(name)
        os.environ["DATABASE_URL"] = choice.database_url or f"sqlite:///{folder / 'hammer.sqlite3'}"
        os.environ["AMITY_DATA"] = str(folder / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.hammer.settings"
        import django

        django.setup()
        from django.db import connection

        from tests.hammer import judging, scene

        scene.build()
        connection.close()
        kills, failed = hammer(seconds, folder)
        judged = judging.judge(folder)
        judged.faults += [f"{role} did nothing" for role in sorted(dict(CREW)) if not judged.by_role[role]]
        judged.faults += [f"{failed} processes did not end well"] if failed else []
        report(judged, kills, seconds, connection.vendor)
        connection.close()
    return int(bool(judged.faults or judged.counts["errors"] or not judged.counts["done"]))


if __name__ == "__main__":
    raise SystemExit(main())
