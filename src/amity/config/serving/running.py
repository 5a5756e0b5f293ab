"""`amity web`, `amity worker`, and `amity serve`, which runs both and stops both."""

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from amity.config.data_folder import close_to_others, write_fault
from amity.config.operations.metrics import SHARED_FOLDER
from amity.config.serving import integrity
from amity.config.serving.collector import spare_what_is_loaded
from amity.config.upgrade import hold_instance, hold_known, hold_sound, upgrade
from amity.jobs import worker
from amity.mailbox.reading.supervisor import Supervisor
from amity.shared import folder_lock
from amity.shared.errors import Refused

log = logging.getLogger("amity.serve")
GRACE_SECONDS = 30
"""Seconds for the requests and the step of a job that are running when a signal comes."""
LONGEST_PAUSE = 30.0
ALLOCATION = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""How glibc allocates in a web process. Other C libraries ignore it.

Its threads share one arena, since each arena keeps what it freed and Python's threads take turns anyway. A large block
is always returned to the system once it is freed: by itself, glibc keeps more the larger the blocks were that it saw.
"""
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
    mailboxes = subparsers.add_parser("mailboxes", help="read connected mailboxes (a worker starts this by itself)")
    mailboxes.set_defaults(run=read_mailboxes)


def work(chosen: argparse.Namespace) -> int:
    """Run a worker until a signal comes."""
    _refuse_read_only()
    folder_lock.use(settings.ENVIRONMENT.data)
    hold_instance()
    hold_known()
    spare_what_is_loaded()
    worker.run()
    return 0


def read_mailboxes(chosen: argparse.Namespace) -> int:
    """Read connected mailboxes until a signal comes, or until the worker that started this has ended."""
    _refuse_read_only()
    folder_lock.use(settings.ENVIRONMENT.data)
    hold_instance()
    hold_known()
    parent, stopping = os.getppid(), []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    Supervisor().run(lambda: bool(stopping) or os.getppid() != parent)
    return 0


def web(chosen: argparse.Namespace) -> NoReturn:
    """Replace this process by the web server."""
    _prepare()
    warn_without_proxy(chosen.host)
    _share_counts()
    _allocate_little()
    words = _gunicorn(chosen)
    os.execv(words[0], words)  # noqa: S606 - own interpreter, fixed words


def serve(chosen: argparse.Namespace) -> int:
    """Run the web server and the worker until a signal comes or the server ends. Restart a worker that dies."""
    locks = _prepare()
    warn_without_proxy(chosen.host)
    _share_counts()
    _allocate_little()
    stopping: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    server = subprocess.Popen(_gunicorn(chosen), pass_fds=locks)  # noqa: S603 - own interpreter, fixed words
    helper, began, pause = _start_worker(), time.monotonic(), 1.0
    while not stopping and server.poll() is None:
        time.sleep(0.2)
        if helper.poll() is not None:
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, LONGEST_PAUSE)
            log.error("the worker ended (%s) and is started again in %.0f s", helper.returncode, pause)
            _wait(pause, stopping)
            helper, began = _start_worker(), time.monotonic()
    _stop(server, helper)
    integrity.record_clean_stop()
    return 0 if stopping else server.returncode or 0


def warn_without_proxy(host: str) -> None:
    """Log a warning if others can reach the server and no proxy is configured in front of it."""
    if host not in LOOPBACK and not settings.ENVIRONMENT.trust_proxy:
        log.warning(
            "%s can be reached by others without TLS: run Amity behind a proxy, set AMITY_TRUST_PROXY=1 and leave "
            "--host at 127.0.0.1 (see 'Behind a proxy' in docs/guide.md)", host,
        )  # fmt: skip


def _prepare() -> tuple[int, ...]:
    """Get the folder and the database ready. Return the locks on the folder, which the web server has to inherit."""
    _refuse_read_only()
    data = settings.ENVIRONMENT.data
    server_lock = folder_lock.use_as_server(data)
    close_to_others(data)
    lock = _upgrade(data)
    if settings.STORAGES["staticfiles"]["BACKEND"].endswith("ManifestStaticFilesStorage"):
        call_command("collectstatic", verbosity=0, interactive=False)
    return (lock,) if server_lock is None else (server_lock, lock)


def _upgrade(data: Path) -> int:
    """Check the database, upgrade it after a backup, and return the lock that shows that Amity is running."""
    try:
        with folder_lock.use_alone(data):
            hold_sound(data)
            upgrade(now=timezone.now(), tell=log.info)
        return folder_lock.use(data)
    except folder_lock.Running:
        # Another process of Amity uses the folder, and the first of them checked the database.
        lock = folder_lock.use(data)
        hold_instance()
        hold_known()
        upgrade(now=timezone.now(), tell=log.info)
        return lock


def _refuse_read_only() -> None:
    data = settings.ENVIRONMENT.data
    if fault := write_fault(data):
        raise Refused(f"{data} cannot be written to: {fault}")


def _share_counts() -> None:
    """Make the folder in which the web processes add up their metrics, in memory where there is such a file system."""
    if settings.ENVIRONMENT.metrics_token:
        memory = Path("/dev/shm")  # noqa: S108 - a folder of our own inside it, for the owner only
        place = memory if os.access(memory, os.W_OK) else None
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="amity-metrics-", dir=place)


def _allocate_little() -> None:
    """Have the processes started from here keep little of what they freed. What the operator chose stays."""
    for name, value in ALLOCATION.items():
        os.environ.setdefault(name, value)


def _gunicorn(chosen: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--config", "python:amity.config.serving.gunicorn_settings",
        "--no-control-socket", "--bind", f"{chosen.host}:{chosen.port}",
        "--worker-class", "amity.config.serving.gunicorn_worker.WholeRequests", "--keep-alive", "10",
        "--workers", str(chosen.processes), "--threads", str(chosen.threads), "--timeout", "120",
        "--graceful-timeout", str(GRACE_SECONDS),
        "--worker-tmp-dir", str(settings.ENVIRONMENT.data), "amity.config.wsgi",
    ]  # fmt: skip


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "amity.config.cli", "worker"])


def _wait(seconds: float, stopping: list[int]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopping:
        time.sleep(0.1)


def _stop(*processes: subprocess.Popen[bytes]) -> None:
    """Ask all of them to end, and kill those that haven't after a while."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + GRACE_SECONDS + 5
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
