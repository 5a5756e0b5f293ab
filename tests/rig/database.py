"""The database of the tests: migrated once into a template, which is copied whenever a test needs a clean one."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from amity.config.environment import make_key
from tests.rig.children import around
from tests.rig.postgres import fresh_database

ROOT = Path(__file__).resolve().parents[2]
FILE = "amity.sqlite3"
"""The database in a data folder."""
KEPT_IN = Path(sys.prefix)
"""Where the migrated SQLite file is stored between runs. The environment belongs to one checkout."""


class Copies(Protocol):
    """A way to get a fresh copy of the migrated database."""

    def renew(self) -> None:
        """Replace the database by a fresh copy, whatever a test left in it."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Create the run's database, and a fresh copy for each test that follows one that committed."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            make = _sqlite if connection.vendor == "sqlite" else _postgres
            copies = stack.enter_context(make())
            copies.renew()
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: copies.renew())
        yield
        with django_db_blocker.unblock():
            connections.close_all()


class _Files:
    """Copies of a file."""

    def __init__(self, template: Path, place: Path) -> None:
        self.template, self.place = template, place

    def renew(self) -> None:
        connections.close_all()
        fresh = self.place.with_suffix(".fresh")
        shutil.copyfile(self.template, fresh)
        fresh.replace(self.place)  # a thread that still has the old file open continues with it
        for left in ("-wal", "-shm"):
            self.place.with_name(self.place.name + left).unlink(missing_ok=True)


@contextmanager
def _sqlite() -> Iterator[Copies]:
    place = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    _use(str(place))
    yield _Files(migrated_file(), place)


def migrated_file() -> Path:
    """Return the migrated SQLite file, created by a separate process if there is none yet."""
    template = KEPT_IN / f"amity-tests-{_fingerprint()}.sqlite3"
    if not template.exists():
        with TemporaryDirectory(prefix="amity-migrated-") as folder:
            migrate = [sys.executable, "-m", "amity.config.cli", "migrate"]
            subprocess.run(migrate, env=around(Path(folder)), check=True, capture_output=True)
            shutil.copyfile(Path(folder) / FILE, part := template.with_suffix(f".{os.getpid()}"))
        for older in {*KEPT_IN.glob("amity-tests-*.sqlite3")} - {template}:  # another run may copy that one now
            older.unlink(missing_ok=True)
        part.replace(template)
    return template


def lay_tables(data: Path) -> None:
    """Create the key and tables of a new data folder, so that `amity init` has nothing to migrate."""
    data.mkdir(parents=True, exist_ok=True)
    make_key(data / "secret_key")
    shutil.copyfile(migrated_file(), data / FILE)


def make_tables() -> None:
    """Create the tables of the current empty database, by a copy if that is faster."""
    if connection.vendor == "sqlite":
        _Files(migrated_file(), Path(connection.settings_dict["NAME"])).renew()
    else:
        _migrate()


class _Databases:
    """Copies of a database on a server."""

    def __init__(self, server: str, template: str, name: str) -> None:
        self.server, self.template, self.name = server, template, name

    def renew(self) -> None:
        import psycopg
        from psycopg import sql

        connections.close_all()
        place, template = sql.Identifier(self.name), sql.Identifier(self.template)
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(place))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(place, template))


@contextmanager
def _postgres() -> Iterator[Copies]:
    server = os.environ["DATABASE_URL"]
    with fresh_database(server, "template") as template, fresh_database(server, "test") as place:
        _use(template_name := _name(template))
        _migrate()
        _use(_name(place))
        yield _Databases(server, template_name, _name(place))
        connections.close_all()


def _name(address: str) -> str:
    return urlsplit(address).path.lstrip("/")


def _use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def _fingerprint() -> str:
    """Return a digest of what the tables depend on: migrations, triggers, and the versions of everything installed."""
    source = ROOT / "src"
    found = [*sorted(source.glob("amity/*/migrations/*.py")), *sorted(source.glob("amity/*/apps.py"))]
    found.append(source / "amity/agency/editions/triggers.py")
    digest = hashlib.sha256()
    for path in (*found, ROOT / "requirements-dev.lock"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
