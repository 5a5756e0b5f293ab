"""How fast an import is, what memory it takes, and how long somebody else waits to log time meanwhile.

Run `python -m bench.import_load --rows 100000`, with DATABASE_URL for a PostgreSQL whose database is empty.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import write_export

ROOT = Path(__file__).resolve().parents[1]
WRITER = """
import sys, time
import django
django.setup()
from datetime import date
from django.utils import timezone
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
by = actor_for(Person.objects.filter(mail__isnull=False).get(), "cli")
print("ready", flush=True)
stop = open(sys.argv[1])
while not stop.read():
    began = time.monotonic()
    entry = commands.log_entry(by=by, changes=EntryChanges(date(2026, 3, 2), 60), now=timezone.now())
    logged = time.monotonic() - began
    commands.delete_entry(by=by, entry_id=entry.pk, version=entry.version, now=timezone.now())
    print(f"{logged:.4f}", flush=True)
    time.sleep(0.03)
"""


def main() -> int:
    """Measure once and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--width", type=int, default=40, help="length of descriptions")
    asked.add_argument("--quiet-writer", action="store_true", help="nobody logs time meanwhile")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="amity-bench-") as folder:
        measured = measure(Path(folder), chosen.rows, chosen.width, writing=not chosen.quiet_writer)
    print(json.dumps(measured, indent=1))
    return 0


def measure(folder: Path, rows: int, width: int, *, writing: bool = True) -> dict[str, float]:
    """Import a synthetic export in a process of its own, with a writer beside it."""
    export, stop = folder / "export.csv", folder / "stop"
    write_export(export, rows, width=width)
    stop.touch()
    surroundings = {
        **os.environ, "AMITY_DATA": str(folder / "data"), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "amity.config.settings",
    }  # fmt: skip
    amity = [sys.executable, "-m", "amity.config.cli"]
    frame = ["--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin"]
    subprocess.run([*amity, "init", "--admin", "ada@x.example", *frame], env=surroundings, check=True, stdout=-3)
    writer = None
    if writing:
        words = [sys.executable, "-c", WRITER, str(stop)]
        writer = subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
    began = time.monotonic()
    importing = [*amity, "import", "harvest", str(export), "--create-missing", "--json"]
    answer = subprocess.run(importing, env=surroundings, check=False, capture_output=True, text=True)
    took = time.monotonic() - began
    found = {
        "megabytes": export.stat().st_size / 1e6,
        "rows": float(rows),
        "seconds": took,
        "rows_per_second": rows / took,
    }
    found["code"] = answer.returncode
    if answer.returncode:
        print(answer.stderr[-2000:], file=sys.stderr)
    found["peak_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    if writer is not None:
        stop.write_text("now")
        waits = sorted(float(line) for line in writer.communicate()[0].split())
        found |= {"writes": len(waits), "median_wait": waits[len(waits) // 2]}
        found |= {"p95_wait": waits[int(len(waits) * 0.95)], "longest_wait": waits[-1]}
    return found


if __name__ == "__main__":
    raise SystemExit(main())
