"""Every page whose queries the tests count, at one size of agency, and the memory of a process after many of them."""

import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench.asking import Client, Timed, bearer, signed_in
from bench.place import Place
from bench.reading import READS

COUNTS: Final = Path(__file__).resolve().parents[1] / "tests" / "query_counts.json"
CLIENTS: Final = 4
WARM: Final = 4
"""Requests before the clock runs, so that both processes have seen the page."""
PASSES: Final = 3
"""How often all pages are asked in turn, so that no page is measured in one slow moment of the machine alone."""


def measure(place: Place, keys: Mapping[str, Any], rounds: int) -> dict[str, Any]:
    """Return milliseconds of each warm page over HTTP by its name, with its stored number of queries."""
    counts = json.loads(COUNTS.read_text())
    timed, sizes = {name: Timed() for name in keys["pages"]}, {}
    for _pass in range(PASSES):
        for name, page in keys["pages"].items():
            with Client(place.port, signed_in({**keys, **page})) as client:
                for _warm in range(WARM):
                    sizes[name] = len(client.ask(page["path"]))
                for _round in range(max(rounds // PASSES, 1)):
                    timed[name].run(partial(client.ask, page["path"]))
    return {name: taken.told() | {"queries": counts[name], "bytes": sizes[name]} for name, taken in timed.items()}


def remembered(place: Place, keys: Mapping[str, Any], reader: str, requests: int) -> dict[str, Any]:
    """Return the memory of the larger process of a server in MB, four times during so many mixed requests.

    Each time: requests so far, resident memory, proportional memory. `whole` is that of all processes at the end.
    """
    asked = [(page["path"], signed_in({**keys, **page})) for page in keys["pages"].values()]
    asked += [(path, bearer(reader)) for path in READS.values() if "{" not in path]
    after: list[tuple[int, float, float]] = []
    began = time.monotonic()
    for part in range(4):
        _ask_mixed(place, asked, requests // 4, part)
        resident, proportional = zip(*map(_megabytes, _workers(place.server)), strict=True)
        after.append(((part + 1) * (requests // 4), max(resident), max(proportional)))
    whole = sum(_megabytes(process)[1] for process in (place.server, *_workers(place.server)))
    seconds = round(time.monotonic() - began)
    return {"requests": after[-1][0], "seconds": seconds, "after": after, "whole": round(whole, 1)}


def _ask_mixed(place: Place, asked: Sequence[tuple[str, dict[str, str]]], requests: int, part: int) -> None:
    """Ask for all paths in turn, by several clients at once: pages with a session, operations with a token."""

    def work(number: int) -> None:
        with Client(place.port, {}) as client:
            for done in range(requests // CLIENTS):
                path, headers = asked[(done * CLIENTS + number + part) % len(asked)]
                client.ask(path, headers=headers)

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, range(CLIENTS)))


def _workers(server: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def _megabytes(process: int) -> tuple[float, float]:
    """Return a process's resident memory, and its proportional memory: a shared page counts by how many share it."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    sizes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    return round(sizes["Rss:"] / 1024, 1), round(sizes["Pss:"] / 1024, 1)
