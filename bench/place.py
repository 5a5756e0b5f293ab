"""The place of a measurement: a seeded agency on one database, in a folder of its own, and a server for it."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.rig.postgres import fresh_database

ROOT = Path(__file__).resolve().parents[1]
DURABLE = ("max_connections=100", "shared_buffers=512MB", "max_wal_size=4GB", "work_mem=16MB")
"""PostgreSQL as a team would run it on a small machine: committed data survives a power cut."""
READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A seeded agency. `url` is its database, "" for SQLite in `folder`. `port` is where process `server` serves it."""

    name: str
    folder: Path
    url: str
    port: int
    server: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this place."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
        kept.pop("DATABASE_URL", None)
        own = {
            "AMITY_DATA": str(self.folder),
            "AMITY_URL": f"http://127.0.0.1:{self.port}",
            "AMITY_API_A_MINUTE": "10000000",
            "AMITY_INTERNAL_HOSTS": "127.0.0.1",
            "AMITY_MAIL_URL": "smtp://127.0.0.1:9",
            "DJANGO_SETTINGS_MODULE": "amity.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        return kept | own | ({"DATABASE_URL": self.url} if self.url else {})

    def python(self, *words: str) -> str:
        """Run Python here and return what it printed. Raise on failure, with its output."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def asked(self, module: str, *words: str) -> Any:
        """Run a module of the benchmark here and return its JSON output."""
        return json.loads(self.python("-m", module, *words).splitlines()[-1])


@contextmanager
def a_place(name: str, server: str | None) -> Iterator[Place]:
    """Yield an empty database and a folder: a new database on the PostgreSQL at `server`, or SQLite if that is None."""
    with tempfile.TemporaryDirectory(prefix="amity-bench-") as folder:
        here = Place(name, Path(folder), "", _free_port())
        if server is None:
            yield here
            return
        with fresh_database(server, name.replace(" ", "_")) as url:
            yield replace(here, url=url)


@contextmanager
def served(place: Place, *, settings: str = "amity.config.settings", workers: int = 2) -> Iterator[Place]:
    """Serve the place with gunicorn: `workers` processes of two threads, as the targets assume."""
    shown = replace(place, port=_free_port())
    command = [sys.executable, "-m", "amity.config.cli", "web", "--port", str(shown.port)]
    command += ["--processes", str(workers), "--threads", "2"]
    environment = shown.environment | {"DJANGO_SETTINGS_MODULE": settings}
    with (place.folder / "server.log").open("ab") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{shown.port}/sign-in/", server, place.folder / "server.log")
            yield replace(shown, server=server.pid)
        finally:
            server.terminate()
            server.wait(30)


def machine() -> dict[str, str]:
    """Return what the measurements ran on."""
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "cores": str(os.cpu_count()),
        "processor": model[0].partition(": ")[2] if model else "",
        "python": sys.version.split()[0],
        "memory_gb": str(round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values are."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"nothing answers on {address}; the server's log:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
