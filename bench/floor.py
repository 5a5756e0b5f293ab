"""Run inside a place: what the emptiest pages cost, which no page can go below. Prints JSON.

The signed-in one has the frame of every page (middleware, session, person, navigation, layout) around nothing.
"""

import json
import sys
import time
from typing import Any

import django
from django.conf import settings

django.setup()
settings.ROOT_URLCONF = "bench.plain"

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.asking import Timed

PAGES = {"an empty page, signed in": "/empty/", "the sign-in page, signed out": "/sign-in/"}


def main(rounds: int, session: str) -> dict[str, Any]:
    """Return milliseconds, milliseconds of processor time, and queries of each page, warm, within one process."""
    found = {}
    for name, path in PAGES.items():
        client = Client(SERVER_NAME="127.0.0.1")
        if path == "/empty/":
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        for _first_then_warm in range(2):
            with CaptureQueriesContext(connection) as captured:
                _ask(client, path)
            queries = len(captured)  # the next request clears what was captured
        timed, began = Timed(), time.process_time()
        for _number in range(rounds):
            timed.run(lambda client=client, path=path: _ask(client, path))  # type: ignore[misc]
        spent = 1000 * (time.process_time() - began) / rounds
        found[name] = timed.told() | {"processor_ms": round(spent, 2), "queries": queries}
    return found


def _ask(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
