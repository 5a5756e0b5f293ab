"""The database of the tests: migrated once into a template, which is copied whenever a test needs a clean one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from amity.config.environment import make_key
from amity.config.migrating import migrate
from tests.rig.migrated import FILE, TEMPLATE, migrated_file, migrated_template
from tests.rig.postgres import fresh_database


class Copies(Protocol):
    """A way to get a fresh copy of the migrated database."""

    def renew(self) -> None:
        """Replace the database by a fresh copy, whatever a test left in it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption(TEMPLATE, help="URL of a migrated PostgreSQL database to copy (default: migrate one)")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Create the run's database, and a fresh copy for each test that follows one that committed."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            made = _sqlite() if connection.vendor == "sqlite" else _postgres(request.config.getoption(TEMPLATE))
            copies = stack.enter_context(made)
            copies.renew()
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: copies.renew())
        yield
        with django_db_blocker.unblock():
            connections.close_all()


class Files:
    """Copies of a file, each with a name of its own.

    A request of the last test may still be running. Under one name it could read the new file with the old write-ahead
    log, and the test after it failed with "disk I/O error".
    """

    def __init__(self, template: Path, folder: Path) -> None:
        self.template, self.folder, self.made = template, folder, 0

    def renew(self) -> None:
        connections.close_all()
        _use(str(self.copy()))

    def copy(self) -> Path:
        """Return a new copy, and remove the one before. A connection that has that open continues with it."""
        self.made += 1
        fresh = self.folder / f"test-{self.made}.sqlite3"
        shutil.copyfile(self.template, fresh)
        for left in self.folder.glob(f"test-{self.made - 1}.sqlite3*"):
            left.unlink(missing_ok=True)
        return fresh


@contextmanager
def _sqlite() -> Iterator[Copies]:
    yield Files(migrated_file(), settings.ENVIRONMENT.data)


def lay_tables(data: Path) -> None:
    """Create the key and tables of a new data folder, so that `amity init` has nothing to migrate."""
    data.mkdir(parents=True, exist_ok=True)
    make_key(data / "secret_key")
    shutil.copyfile(migrated_file(), data / FILE)


def make_tables() -> None:
    """Create the tables of the current database unless it has them, by a copy if that is faster."""
    if connection.vendor == "sqlite":
        connections.close_all()
        shutil.copyfile(migrated_file(), connection.settings_dict["NAME"])
    elif not connection.introspection.table_names():
        migrate()


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
def _postgres(made: str | None) -> Iterator[Copies]:
    server = os.environ["DATABASE_URL"]
    with ExitStack() as stack:
        template = made or stack.enter_context(migrated_template(server))
        place = stack.enter_context(fresh_database(server, "test"))
        _use(_name(place))
        yield _Databases(server, _name(template), _name(place))
        connections.close_all()


def _name(address: str) -> str:
    return urlsplit(address).path.lstrip("/")


def _use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
