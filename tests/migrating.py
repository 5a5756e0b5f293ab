"""Migrate the test database back, so that a test can migrate rows of that time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def before(part: str, migration: str) -> Iterator[Apps]:
    """Yield the models before a migration. Afterwards, migrate the rows written inside to the current models.

    Needs a test with `transaction=True`, since PostgreSQL migrates no table with pending work in a transaction.
    """
    executor = MigrationExecutor(connection)
    (earlier,) = [key for key in executor.loader.graph.node_map[part, migration].parents if key.key[0] == part]
    executor.migrate([earlier.key])
    try:
        yield executor.loader.project_state([earlier.key]).apps
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
