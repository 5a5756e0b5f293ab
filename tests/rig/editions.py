"""One edition for equal settings, so that a test can use the statements that earlier tests wrote for the same roles.

Each test changes the settings by creating its agency, and so has an edition of its own (decision 0039). Django takes
longer to write the statements of a page than to draw it, and most tests have the same settings. The text of a statement
may depend on roles, settings and the date alone, so equal settings have equal statements. Rows are always read.
A test that changes code or counts queries has an edition of its own: it begins without any statement. So has each test
on PostgreSQL, which gives no id again that was rolled back, so that settings with ids differ.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

OWN = {"settings", "django_assert_num_queries", "django_assert_max_num_queries", "kept_cleared"}
"""Fixtures of tests whose statements may differ from those of others, or that count what is asked for them."""
CHANGES = {"patch", "mock", "MonkeyPatch", "CaptureQueriesContext", "override_settings", "by_roles", "keeping"}
"""What the files of such tests import."""
STATEMENTS = 1_000
"""How many statements are kept of each kind of cache: a run has many more settings and roles than an instance."""


class Editions:
    """Names of editions by their settings."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self.test = ""
        """The test that has editions of its own, empty for one that shares them."""

    def name(self, edition: str) -> str:
        """Return the same name for all editions with the same settings."""
        if edition not in self._names:
            self._names[edition] = hashlib.sha256(repr(self._settings()).encode()).hexdigest()
        return f"{self.test} {self._names[edition]}"

    def _settings(self) -> Sequence[Any]:
        """Return the watched columns of all settings, past everything that counts or refuses queries."""
        return sorted(connection.connection.execute(statement()).fetchall())


@cache
def statement() -> str:
    """Return a statement that reads the rows of all settings as text."""
    from django.apps import apps

    from amity.agency.editions import triggers
    from amity.agency.models import SettingChange

    models = {model._meta.db_table: model for model in apps.get_models()}
    tables = sorted(table for noted, table in triggers._watched if noted is SettingChange)
    return " UNION ALL ".join(
        f"SELECT '{table}', {row(models[table], triggers._watched[SettingChange, table])} FROM \"{table}\""  # noqa: S608
        for table in tables
    )


def row(model: type[Model], watched: Sequence[str]) -> str:
    """Return a row's watched columns, or all of them, as one text that differs where a value does."""
    names = [str(field.column) for field in model._meta.concrete_fields]
    columns = [f'"{name}"' for name in names if not watched or name in watched or name == model._meta.pk.column]
    return " || ',' || ".join(f"quote({column})" for column in columns)


def is_own(item: pytest.Item) -> bool:
    """Return whether a test begins without statements of others."""
    if not isinstance(item, pytest.Function):
        return True
    return bool(OWN & set(item.fixturenames) or CHANGES & vars(item.module).keys() or "monkeypatch" in asked_by(item))


def asked_by(item: pytest.Function) -> set[str]:
    """Return the fixtures that a test and its fixtures ask for. One of pytest-django's asks for each test."""
    info = item._fixtureinfo
    fixtures = [one for several in info.name2fixturedefs.values() for one in several]
    ours = [one for one in fixtures if not one.func.__module__.startswith("pytest_django")]
    return {*info.argnames, *(name for one in ours for name in one.argnames)}


EDITIONS = Editions()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give a test editions of its own where it may need them."""
    EDITIONS.test = item.nodeid if is_own(item) else ""


@pytest.fixture(scope="session", autouse=True)
def one_edition_for_equal_settings(django_test_environment: None) -> Iterator[None]:
    """Let statements be kept by their settings."""
    from amity.agency.editions import by_roles, keeping
    from amity.waiting import written

    def edition() -> str | None:
        found = keeping.edition()
        return EDITIONS.name(found) if found and connection.vendor == "sqlite" else found

    with pytest.MonkeyPatch.context() as patch:
        for module, memo in ((by_roles, by_roles.WRITTEN), (written, written.PARTS)):
            patch.setattr(module, "edition", edition)
            patch.setattr(memo, "_most", STATEMENTS)
        yield
