"""One import in this process, step by step: `python -m bench.import_steps FILE` in an instance's environment.

Prints JSON: seconds to parse (a separate pass that stores nothing), to read (survey, parse, stage, compare), to compare
(once more, alone), to apply, and the process's peak of memory.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.utils import timezone

django.setup()

from amity.config.serving.collector import spare_what_is_loaded
from amity.imports import commands, queries
from amity.imports.columns.rules.dialect import Dialect
from amity.imports.readers.limited import open_table
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import RowReader
from amity.imports.tools.rules import harvest
from amity.people.queries import actor_for


def main(path: Path) -> dict[str, Any]:
    """Import a file as the first person who can, and print how long each step took."""
    spare_what_is_loaded()  # as the worker does
    by = actor_for(queries.importer(""), "cli")
    found: dict[str, Any] = {"parse_seconds": _parse(path)}
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(1_000_000), b"")
        batch = commands.bring_file(
            by=by, tool="harvest", name=path.name, chunks=chunks, options=Options(create_missing=True),
            now=timezone.now(),
        )  # fmt: skip
    began = time.monotonic()
    commands.read_batch(by=by, batch_id=batch.pk)
    found["read_seconds"] = time.monotonic() - began
    began = time.monotonic()
    commands.match_batch(by=by, batch_id=batch.pk)
    found["compare_seconds"] = time.monotonic() - began
    commands.begin_batch(by=by, batch_id=batch.pk, now=timezone.now())
    began = time.monotonic()
    commands.apply_batch(by=by, batch_id=batch.pk, now=timezone.now())
    found["apply_seconds"] = time.monotonic() - began
    found["created"] = queries.report(batch.pk).counts.get("created", 0)
    status = Path("/proc/self/status").read_text().splitlines()
    found["peak_megabytes"] = int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1000
    return found


def _parse(path: Path) -> float:
    with open_table(path) as table:
        reader = RowReader(harvest.recognise(table.headers), Dialect(currency="EUR"))
        began = time.monotonic()
        for record in table.records():
            reader.read(record)
        return time.monotonic() - began


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
