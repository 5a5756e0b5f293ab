"""A real instance for a fault: web server and worker as processes of their own, and a client that notes what is stored.

The processes are forked from the test's, which has everything imported, and use its database or the one of a place.
"""

import http.client
import json
import logging
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import request_started
from django.db import connections

from amity.config.operations.log_format import JsonLine
from amity.config.serving import running
from amity.jobs import worker
from amity.timesheets.models import Entry
from tests.rig.forks import fork
from tests.rig.patience import PATIENCE, wait_for

ENTRIES = "/api/v1/entries"


@dataclass
class Instance:
    """The processes of an instance, and what they have acknowledged. `use` points a process at the instance's data."""

    folder: Path
    token: str
    session: str
    project: int
    port: int
    use: Callable[[], None] = lambda: None
    acknowledged: set[str] = field(default_factory=set)

    @contextmanager
    def web(self, threads: int = 4) -> Iterator[BaseProcess]:
        """Run the web server as `amity web` does, once its folder is prepared."""
        with self._process(self._serve, threads) as process:
            wait_for(lambda: self.answers(process), "the server answers")
            yield process

    @contextmanager
    def worker(self) -> Iterator[BaseProcess]:
        """Run a worker that looks for silent ones twice a second."""
        with self._process(self._work) as process:
            yield process

    @contextmanager
    def _process(self, act: Callable[..., None], *given: Any) -> Iterator[BaseProcess]:
        process = fork(self._begin, act, *given)
        try:
            yield process
        finally:
            assert process.pid is not None
            family = [process.pid, *descendants(process.pid)]
            process.terminate()
            process.join(20)
            end(family)
            process.join()

    def _begin(self, act: Callable[..., None], *given: Any) -> None:
        output = os.open(self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (1, 2):
            os.dup2(output, stream)
        sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1) for stream in (1, 2))
        for handler in logging.getLogger().handlers:
            if type(handler) is logging.StreamHandler:
                handler.setStream(sys.stderr)
                handler.setFormatter(JsonLine())
        os.setsid()
        self.use()
        connections.close_all()
        request_started.connect(self._note_request)
        act(*given)

    def _note_request(self, environ: dict[str, Any] | None = None, **_named: Any) -> None:
        """Note, in a process of the instance, that a request is being handled."""
        with suppress(OSError), (self.folder / "requests").open("a") as requests:
            requests.write(f"{(environ or {})['PATH_INFO']}\n")

    def handled(self, path: str) -> int:
        """Return how many requests of an address the processes have begun to handle."""
        requests = self.folder / "requests"
        return requests.read_text().splitlines().count(path) if requests.exists() else 0

    def _serve(self, threads: int) -> None:
        from gunicorn.app.wsgiapp import run  # type: ignore[import-untyped] # gunicorn has no types

        sys.argv = running._gunicorn(Namespace(host="127.0.0.1", port=self.port, processes=1, threads=threads))[2:]
        run()

    def _work(self) -> None:
        worker.WATCH_SECONDS = 0.5  # type: ignore[misc]
        worker.run(interval=0.1)

    def answers(self, server: BaseProcess) -> bool:
        """Return whether the server answers. Fail if it has ended."""
        assert server.is_alive(), self.log()
        try:
            return self.ask("GET", "/health/live")[0] == 200
        except OSError:
            return False

    def ask(
        self, method: str, path: str, body: Any = None, *, seconds: float = PATIENCE, page: bool = False
    ) -> tuple[int, str]:
        """Return status and body of an answer, asked with the token or by a browser. Raise OSError if none comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        bearer = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent = body if page or body is None else json.dumps(body)
        try:
            connection.request(method, path, sent, self._browser() if page else bearer)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except http.client.HTTPException as fault:
            raise ConnectionError(str(fault)) from fault
        finally:
            connection.close()

    def _browser(self) -> dict[str, str]:
        mark = "c" * 32
        cookies = {settings.SESSION_COOKIE_NAME: self.session, settings.CSRF_COOKIE_NAME: mark}
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": mark,
            "Accept": "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def log_time(self, text: str) -> int:
        """Log an entry with this text, and remember it if the server answers that it is stored."""
        body = {"work_date": "2026-11-20", "seconds": 900, "text": text, "project_id": self.project}
        status, _text = self.ask("POST", ENTRIES, body)
        if status == 201:
            self.acknowledged.add(text)
        return status

    def lost(self) -> set[str]:
        """Return the texts that were acknowledged and aren't stored exactly once."""
        stored = list(Entry.objects.values_list("text", flat=True))
        return {text for text in self.acknowledged if stored.count(text) != 1}

    def log(self) -> str:
        """Return what the processes have logged."""
        return (self.folder / "log").read_text()


def pointed_at(data: Path, database: dict[str, Any]) -> None:
    """Use another folder and database in this process."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=data)
    for values in (settings.DATABASES["default"], connections.settings["default"]):
        values.update(database)
    connections.close_all()
    with suppress(AttributeError):  # there is none yet
        del connections["default"]


def descendants(process: int) -> list[int]:
    """Return the processes that a process has started, and those they have started."""
    try:
        own = [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []
    return [*own, *(deeper for child in own for deeper in descendants(child))]


def end(processes: Iterable[int]) -> None:
    """Kill those that still run."""
    for process in processes:
        with suppress(ProcessLookupError):
            if words_of(process):
                os.kill(process, signal.SIGKILL)


def words_of(process: int) -> str:
    """Return the command line of a process, or "" once it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
