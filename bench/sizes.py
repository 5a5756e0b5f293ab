"""The same page with few rows and with many, asked for in turn within one process."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.people.models import Person
from bench.asking import Timed
from bench.place import percentile

BySize = dict[str, dict[str, dict[str, Any]]]
"""Results by question and number of rows."""


def asked_in_turn(pages: Mapping[int, tuple[Person, str]], rounds: int) -> dict[str, dict[str, Any]]:
    """Return milliseconds, processor time and queries of pages by their number of rows. Each has its reader."""
    timed, queries = {size: Timed() for size in pages}, {}
    used: dict[int, list[float]] = {size: [] for size in pages}
    clients = {size: _signed_in(reader) for size, (reader, _path) in pages.items()}

    def ask(size: int) -> None:
        answer = clients[size].get(pages[size][1])
        if answer.status_code != 200:
            raise RuntimeError(f"{pages[size][1]}: {answer.status_code}")

    for number in range(rounds + 2):
        for size in pages:
            if number < 2:
                with CaptureQueriesContext(connection) as captured:
                    ask(size)
                queries[size] = len(captured)
                continue
            began = time.process_time()
            timed[size].run(lambda size=size: ask(size))  # type: ignore[misc]
            used[size].append(1000 * (time.process_time() - began))
    return {
        str(size): timed[size].told()
        | {"processor_ms": round(percentile(used[size], 0.5), 2), "queries": queries[size]}
        for size in pages
    }


def _signed_in(reader: Person) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(reader)
    return client
