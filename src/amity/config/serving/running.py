"""`amity web`, `amity worker`, and `amity serve`, which runs both and stops both."""

import argparse
import logging
import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command

from amity.config.data_folder import close_to_others
from amity.jobs import worker

log = logging.getLogger("amity.serve")
GRACE_SECONDS = 30
LONGEST_PAUSE = 30.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `serve`, `web` and `worker`."""
    for name, answer, words in (
        ("serve", serve, "run web and worker together (small agencies, SQLite)"),
        ("web", web, "run the web server"),
    ):
        one = subparsers.add_parser(name, help=words)
        one.add_argument("--host", default="127.0.0.1")
        one.add_argument("--port", type=int, default=urlsplit(settings.ENVIRONMENT.url).port or 8000)
        one.add_argument("--processes", type=int, default=1)
        one.add_argument("--threads", type=int, default=8)
        one.set_defaults(run=answer)
    alone = subparsers.add_parser("worker", help="run background jobs and send email")
    alone.set_defaults(run=work)


def work(chosen: argparse.Namespace) -> int:
    """Run a worker until a signal comes."""
    worker.run()
    return 0


def web(chosen: argparse.Namespace) -> NoReturn:
    """Replace this process by the web server."""
    _prepare()
    warn_without_proxy(chosen.host)
    words = _gunicorn(chosen)
    os.execv(words[0], words)  # noqa: S606 - own interpreter, fixed words


def serve(chosen: argparse.Namespace) -> int:
    """Run the web server and the worker until a signal comes or the server ends. Restart a worker that dies."""
    _prepare()
    warn_without_proxy(chosen.host)
    stopping: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    server = subprocess.Popen(_gunicorn(chosen))  # noqa: S603 - own interpreter, fixed words
    helper, began, pause = _start_worker(), time.monotonic(), 1.0
    while not stopping and server.poll() is None:
        time.sleep(0.2)
        if helper.poll() is not None:
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, LONGEST_PAUSE)
            log.error("the worker ended (%s) and is started again in %.0f s", helper.returncode, pause)
            _wait(pause, stopping)
            helper, began = _start_worker(), time.monotonic()
    for process in (server, helper):
        _stop(process)
    return 0 if stopping else server.returncode or 0


def warn_without_proxy(host: str) -> None:
    """Log a warning if others can reach the server and no proxy is configured in front of it."""
    if host not in LOOPBACK and not settings.ENVIRONMENT.trust_proxy:
        log.warning(
            "%s can be reached by others without TLS: run Amity behind a proxy, set AMITY_TRUST_PROXY=1 and leave "
            "--host at 127.0.0.1 (see 'Behind a proxy' in docs/guide.md)", host,
        )  # fmt: skip


def _prepare() -> None:
    close_to_others(settings.ENVIRONMENT.data)
    call_command("migrate", verbosity=0, interactive=False)
    if settings.STORAGES["staticfiles"]["BACKEND"].endswith("ManifestStaticFilesStorage"):
        call_command("collectstatic", verbosity=0, interactive=False)


def _gunicorn(chosen: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"{chosen.host}:{chosen.port}",
        "--worker-class", "amity.config.serving.gunicorn_worker.WholeRequests", "--keep-alive", "10",
        "--workers", str(chosen.processes), "--threads", str(chosen.threads), "--timeout", "120",
        "--worker-tmp-dir", str(settings.ENVIRONMENT.data), "amity.config.wsgi",
    ]  # fmt: skip


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "amity.config.cli", "worker"])


def _wait(seconds: float, stopping: list[int]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopping:
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
