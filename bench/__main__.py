"""`make bench`: every measurement on both databases in one run. Writes docs/benchmarks.json and its page.

Targets are reported next to the measurements, with the machine. None of them fails the run. Usage: `python -m bench
[--sizes 10000,100000,1000000] [--databases postgresql,sqlite] [--rounds 30] [--import-rows 1000000] [--quick]`.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench import every_page, import_killed, import_load, reading, report, writing
from bench.place import DURABLE, Place, a_place, machine, served
from bench.report import RESULTS
from tests.rig.postgres import postgres_url


def main() -> int:
    """Measure, save the results and print them."""
    chosen = _asked()
    results: dict[str, Any] = {"taken_on": date.today().isoformat(), "machine": machine(), "databases": {}}  # noqa: DTZ011
    for database in chosen.databases.split(","):
        with _server(database) as server:
            _measure(database, server, chosen, partial(_keep, results, database, chosen.to))
    if chosen.to == RESULTS:
        report.write(results)
    print(report.table(results))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Amity on both databases.")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="entries, smallest first")
    parser.add_argument("--databases", default="postgresql,sqlite")
    parser.add_argument("--projects", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=15, help="how long four clients write")
    parser.add_argument("--import-rows", type=int, default=1_000_000, help="0 leaves the import out")
    parser.add_argument("--requests", type=int, default=20_000, help="after which memory is read; 0 leaves it out")
    parser.add_argument("--to", type=Path, default=RESULTS)
    return parser.parse_args()


@contextmanager
def _server(database: str) -> Iterator[str | None]:
    if database == "sqlite":
        yield None
        return
    with postgres_url(DURABLE) as url:
        yield url


def _measure(database: str, server: str | None, chosen: argparse.Namespace, keep: Callable[[str, Any], None]) -> None:
    """Measure one database, and keep each measurement once it is taken."""
    with ExitStack() as stack:
        places = [_seeded(stack, database, server, int(size), chosen) for size in chosen.sizes.split(",")]
        keep("seeded", {place.name: keys["seeded"] for place, keys in places})
        with _all_served(places) as live:
            _say(f"{database}: pages and reads")
            keep("reading", reading.measure(live, chosen.rounds))
        largest, keys = places[-1]
        _say(f"{database}: the data part beside the raw aggregate")
        keep("inside", largest.asked("bench.inside", str(max(chosen.rounds // 3, 3)), json.dumps(keys)))
        _say(f"{database}: the conversation of an account")
        keep("conversation", largest.asked("bench.conversation", str(max(chosen.rounds // 3, 3))))
        keep("going out", largest.asked("bench.going_out", str(max(chosen.rounds // 3, 3))))
        _say(f"{database}: taking emails")
        keep("mailbox", largest.asked("bench.mailbox", "2000"))
        keep("mailbox sync", largest.asked("bench.mailbox_sync", "1000"))
        keep("floor", largest.asked("bench.floor", str(chosen.rounds * 3), keys["session"]))
        with served(largest, settings="bench.plain_settings") as live_one:
            _say(f"{database}: writing")
            keep("writing", writing.measure(live_one, keys, chosen.rounds * 4, chosen.seconds))
        _say(f"{database}: every page")
        scene = largest.asked("bench.scene")
        with served(largest) as live_one:
            keep("pages", every_page.measure(live_one, scene, max(chosen.rounds // 2, 3)))
            if chosen.requests and database == chosen.databases.split(",")[0]:
                _say(f"{database}: {chosen.requests:,} mixed requests")
                keep("memory", every_page.remembered(live_one, scene, keys["reader"], chosen.requests))
    if chosen.import_rows:
        _say(f"{database}: importing {chosen.import_rows:,} rows")
        with a_place(f"import {database}", server) as empty:
            keep("import", import_load.measure(empty.folder, chosen.import_rows, database=empty.url))
        _say(f"{database}: importing them killed twice")
        with a_place(f"killed {database}", server) as empty:
            keep("killed", import_killed.killed_and_finished(empty.folder, chosen.import_rows, database=empty.url))


def _keep(results: dict[str, Any], database: str, to: Path, name: str, found: Any) -> None:
    """Save a measurement beside the earlier ones: a run that is ended keeps what it measured."""
    results["databases"].setdefault(database, {})[name] = found
    to.write_text(json.dumps(results, indent=1) + "\n")


def _seeded(
    stack: ExitStack, database: str, server: str | None, entries: int, chosen: argparse.Namespace
) -> tuple[Place, dict[str, Any]]:
    place = stack.enter_context(a_place(f"{entries:,}".replace(",", "_"), server))
    began = time.monotonic()
    words = ["--accounts", str(max(chosen.projects // 5, 1)), "--projects", str(chosen.projects), "--people", "100"]
    place.python("-m", "bench.seed", *words, "--entries", str(entries))
    took = time.monotonic() - began
    _say(f"{database}: {entries:,} entries in {took:.0f} s")
    return place, place.asked("bench.keys") | {"seeded": round(took, 1)}


@contextmanager
def _all_served(
    places: Sequence[tuple[Place, dict[str, Any]]],
) -> Iterator[list[tuple[Place, Mapping[str, Any]]]]:
    with ExitStack() as stack:
        yield [(stack.enter_context(served(place)), keys) for place, keys in places]


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
