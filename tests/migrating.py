"""Migrate the test database back, so that a test can migrate rows of that time."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from amity.config import migrating, neighbours
from amity.config.migrating import migrate, migrate_to

Key = tuple[str, str]
_near: dict[Operation, tuple[ProjectState, ProjectState]] = {}
"""The models that each operation was given, with the classes built of them."""


@contextmanager
def before(*migrations: Key) -> Iterator[Apps]:
    """Yield the models before some migrations. Afterwards, migrate the rows written inside to the current models.

    Needs a test with `transaction=True`, since PostgreSQL migrates no table with pending work in a transaction. The way
    back and forth takes as long as many other tests, so what one migration does is one test.
    """
    with built_once():
        loader = MigrationExecutor(connection).loader
        nodes = loader.graph.node_map
        earlier = [parent.key for key in migrations for parent in nodes[key].parents if parent.key[0] == key[0]]
        migrate_to(earlier)
        try:
            yield loader.project_state(earlier).apps
        finally:
            migrate()


@contextmanager
def built_once() -> Iterator[None]:
    """Build the classes of a migration's models once for all ways back and forth over it in this process."""
    with patch.object(migrating, "narrowed", _remembering):
        yield


class _Remembering(neighbours.Narrow):
    """An operation that gets the same models each time."""

    def near(self, app_label: str, without: ProjectState, applied: ProjectState) -> tuple[ProjectState, ProjectState]:
        """Return copies of the states of the first time. What precedes an operation is the same at any time."""
        if self.operation not in _near:
            _near[self.operation] = super().near(app_label, without.clone(), applied.clone())
        return _near[self.operation]


def _remembering(migration: Migration) -> Migration:
    narrow = neighbours.narrowed(migration)
    vars(narrow)["operations"] = [_Remembering(one) for one in migration.operations]
    return narrow
