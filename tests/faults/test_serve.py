"""`amity serve` as an operator starts it: two web processes, a worker, metrics of both, one server a folder, a stop."""

import http.client
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from amity.shared import folder_lock
from tests.faults.instance import descendants, end, words_of
from tests.rig import children
from tests.rig.database import lay_tables
from tests.rig.patience import PATIENCE, wait_for
from tests.rig.ports import free_port

pytestmark = [pytest.mark.hammer, pytest.mark.sqlite]
TOKEN = "a-token-of-the-monitoring"


@contextmanager
def started(data, port, log):
    """Run `amity serve` in a session of its own, and end what is left of it."""
    words = [sys.executable, "-m", "amity.config.cli", "serve", "--port", str(port), "--processes", "2"]
    around = children.around(data, AMITY_METRICS_TOKEN=TOKEN)
    with log.open("ab") as output, subprocess.Popen(words, env=around, stdout=output, stderr=output) as server:
        try:
            yield server
        finally:
            end([server.pid, *descendants(server.pid)])


def ask(port, path, **headers):
    """Return status and body, or 0 if no server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def worker_of(server):
    return [process for process in descendants(server.pid) if words_of(process).rstrip().endswith("cli worker")]


def test_serve_runs_restarts_and_stops_what_it_started(tmp_path):
    data, port, log = tmp_path / "data", free_port(), tmp_path / "log"
    lay_tables(data)
    with started(data, port, log) as server:
        wait_for(lambda: ask(port, "/health/ready")[0] == 200, "web server and worker run")
        (worker,) = worker_of(server)
        os.kill(worker, signal.SIGKILL)
        for _number in range(12):
            assert ask(port, "/sign-in/?next=secret")[0] == 200
        metrics = ask(port, "/metrics", Authorization=f"Bearer {TOKEN}")[1]

        assert 'amity_requests_total{method="GET",route="/sign-in/",status="200"} 12.0' in metrics
        second = subprocess.run(
            [sys.executable, "-m", "amity.config.cli", "web", "--port", str(free_port())],
            env=children.around(data), capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert [process for process in descendants(server.pid) if holds(process, data / folder_lock.SERVER)] != []
        assert (second.returncode, "Another server already uses" in second.stderr) == (3, True)
        wait_for(lambda: worker_of(server) not in ([], [worker]), "another worker takes its place")
        counts = folder_of_counts(server)
        server.terminate()

        assert (server.wait(PATIENCE), counts.exists(), ask(port, "/health/live")[0]) == (0, False, 0)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"amity.request", "gunicorn.error", "amity.serve"} <= {line["logger"] for line in lines}
    assert "secret" not in log.read_text()


def holds(process, file):
    """Return whether a process has a file open. A web server that outlives `amity serve` still has the lock."""
    try:
        return any(target(opened) == file for opened in Path(f"/proc/{process}/fd").iterdir())
    except OSError:  # it has ended
        return False


def target(link):
    """Return what a link leads to, or None if it is gone."""
    try:
        return link.readlink()
    except OSError:
        return None


def folder_of_counts(server):
    """Return the folder in which the web processes add up their counts."""
    environments = []
    for process in descendants(server.pid):
        with suppress(OSError):  # it has ended
            environments += Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    found = [line for line in environments if line.startswith(b"PROMETHEUS_MULTIPROC_DIR=")]
    return Path(found[0].partition(b"=")[2].decode())
