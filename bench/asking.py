"""A client that keeps its connection, and its measurements. All times are milliseconds until the answer is read."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from bench.place import percentile

JSON = {"Content-Type": "application/json"}


class Client:
    """One connection to a server that stays open, as in browsers and scripts."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = dict(headers)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def ask(self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
        """Return the body of an answer below 400. Raise for anything else."""
        method = "GET" if body is None else "POST"
        answer = self._sent(method, path, body, {**self._headers, **(headers or {})})
        content = answer.read()
        if answer.status >= 400 or "/sign-in/" in answer.headers.get("Location", ""):
            raise RuntimeError(f"{method} {path} answered {answer.status}: {content[:400]!r}")
        return content

    def _sent(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Return the answer, on a new connection if the server closed the old one while it was idle."""
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()


@dataclass
class Timed:
    """Milliseconds of one request, repeated."""

    milliseconds: list[float] = field(default_factory=list)

    def run(self, act: Callable[[], Any]) -> None:
        """Run it once and store the time it took."""
        began = time.perf_counter()
        act()
        self.milliseconds.append(1000 * (time.perf_counter() - began))

    def told(self) -> dict[str, float]:
        """Return median and 95th percentile, in milliseconds, and the number of requests."""
        return {
            "p50_ms": round(percentile(self.milliseconds, 0.5), 2),
            "p95_ms": round(percentile(self.milliseconds, 0.95), 2),
            "times": len(self.milliseconds),
        }


def bearer(token: str) -> dict[str, str]:
    """Return the headers of a script with a token."""
    return {"Authorization": f"Bearer {token}", "Accept": "application/json"}


def signed_in(keys: Mapping[str, str], whose: str = "session") -> dict[str, str]:
    """Return the headers of a browser with a session."""
    return {"Cookie": f"{keys['cookie']}={keys[whose]}", "Accept": "text/html"}


def rate_of(clients: list[Client], act: Callable[[Client, int], Any], seconds: float) -> float:
    """Return actions a second of several clients at once, over `seconds`."""

    def work(place: int) -> int:
        done, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            act(clients[place], done * len(clients) + place)
            done += 1
        return done

    began = time.monotonic()
    with ThreadPoolExecutor(len(clients)) as pool:
        done = sum(pool.map(work, range(len(clients))))
    return done / (time.monotonic() - began)


def entry_of(keys: Mapping[str, Any], number: int) -> bytes:
    """Return one entry as a script sends it."""
    return json.dumps({
        "work_date": f"2026-10-{number % 28 + 1:02}", "seconds": 900 + number % 3600, "text": f"Benchmark {number}",
        "project_id": keys["project"],
    }).encode()  # fmt: skip
