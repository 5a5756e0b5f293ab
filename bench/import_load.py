"""Measure an import's speed and memory, and how long others wait to log time during it.

`python -m bench.import_load --rows 100000`, with DATABASE_URL for a PostgreSQL whose database is empty, else on SQLite.
In the same run the same rows are written again by COPY (on SQLite: one prepared INSERT), three times with the same
writer and three times without, and compared with the middle one. `--kill 2` kills the import twice instead, continues
it, and verifies the sums at the end. `--keep` adds that to docs/benchmarks.json and its page.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench import report
from bench.beside import Instance, WriterBeside
from bench.copying import seconds_to_copy
from bench.import_killed import killed_and_finished
from bench.synthetic import write_export

COPIES: Final = 3
"""How often the rows are copied with a writer, and without: one copy may take a third longer than the next."""


def main() -> int:
    """Measure once and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--width", type=int, default=40, help="length of descriptions")
    asked.add_argument("--quiet-writer", action="store_true", help="nobody logs time meanwhile")
    asked.add_argument("--kill", type=int, default=0, metavar="TIMES", help="kill it so often and go on with it")
    asked.add_argument("--keep", action="store_true", help="keep what a killed import did among the results")
    asked.add_argument("--json", action="store_true", help="one line of JSON")
    chosen = asked.parse_args()
    database = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="amity-bench-") as folder:
        if chosen.kill:
            found = killed_and_finished(Path(folder), chosen.rows, chosen.kill, database=database)
            if chosen.keep:
                report.keep("killed", found)
        else:
            found = measure(Path(folder), chosen.rows, chosen.width, writing=not chosen.quiet_writer, database=database)
    print(json.dumps(found, indent=None if chosen.json else 1))
    return int(found.get("code", 0))


def measure(folder: Path, rows: int, width: int = 40, *, writing: bool = True, database: str = "") -> dict[str, Any]:
    """Import a synthetic export in a process of its own, with another writer. Then copy the same rows, with such a
    writer and without, several times each.
    """
    export = folder / "export.csv"
    write_export(export, rows, width=width)
    instance = Instance(folder, database)
    instance.set_up()
    writer = WriterBeside(instance) if writing else None
    ended = instance.run_python("-m", "bench.import_steps", export)
    waits = writer.waits() if writer else {}
    if ended.returncode:
        print(ended.stderr[-2000:], file=sys.stderr)
        return {"code": ended.returncode, "rows": rows}
    steps = json.loads(ended.stdout.strip().splitlines()[-1])
    copied, alone = (
        median(seconds_to_copy(instance, writing=beside) for _copy in range(COPIES)) for beside in (writing, False)
    )
    whole = steps["read_seconds"] + steps["apply_seconds"]
    return {
        "database": "postgresql" if database else "sqlite",
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "rows": rows,
        "megabytes": export.stat().st_size / 1e6,
        "parse_rows_per_second": rows / steps["parse_seconds"],
        **steps,
        "whole_seconds": whole,
        "whole_rows_per_second": rows / whole,
        "copy_seconds": copied,
        "copy_rows_per_second": rows / copied,
        "whole_of_copy": copied / whole,
        "whole_of_copy_alone": alone / whole,
        "apply_of_copy": copied / steps["apply_seconds"],
        **waits,
        "code": int(steps["created"] != rows),
    }


if __name__ == "__main__":
    raise SystemExit(main())
