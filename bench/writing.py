"""Writing one entry over REST, by one client and by four, compared with the plain insert view."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from bench.asking import JSON, Client, Timed, bearer, entry_of, rate_of, signed_in
from bench.place import Place

TOKEN = "a" * 32
"""Any token works, if the cookie and the header are the same."""


def measure(place: Place, keys: Mapping[str, Any], times: int, seconds: float) -> dict[str, Any]:
    """Return milliseconds with one client, REST and plain in turn, and entries a second with four clients."""
    rest, plain = Timed(), Timed()
    with ExitStack() as stack:
        writers = [stack.enter_context(Client(place.port, bearer(keys["writer"]) | JSON)) for _ in range(4)]
        cookie = f"{keys['cookie']}={keys['writer_session']}; csrftoken={TOKEN}"
        form = signed_in(keys, "writer_session") | {
            "Cookie": cookie, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        browser = stack.enter_context(Client(place.port, form))
        for number in range(times + 4):
            _both(
                rest if number >= 4 else Timed(), plain if number >= 4 else Timed(), writers[0], browser, keys, number
            )
        rate = rate_of(
            writers, lambda client, number: client.ask("/api/v1/entries", body=entry_of(keys, number)), seconds
        )
    return {
        "one entry over REST": rest.told(),
        "one plain insert": plain.told(),
        "ratio": round(rest.told()["p50_ms"] / plain.told()["p50_ms"], 2),
        "entries_a_second_with_four_clients": round(rate, 1),
    }


def _both(rest: Timed, plain: Timed, writer: Client, browser: Client, keys: Mapping[str, Any], number: int) -> None:
    entry = entry_of(keys, number)
    rest.run(lambda: writer.ask("/api/v1/entries", body=entry))
    values = {"work_date": "2026-10-12", "seconds": 900, "text": f"Plain {number}", "project": keys["project"]}
    body = urlencode(values).encode()
    plain.run(lambda: browser.ask("/plain/", body=body))
