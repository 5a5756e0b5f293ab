"""Take the test database back to an earlier migration, so that a test can migrate rows of then."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def before(part: str, migration: str) -> Iterator[Apps]:
    """Give the models as they were before a migration; afterwards the rows written inside are migrated to today.

    Needs a test with `transaction=True`, since PostgreSQL migrates no table in which a transaction still has work.
    """
    executor = MigrationExecutor(connection)
    (earlier,) = [key for key in executor.loader.graph.node_map[part, migration].parents if key.key[0] == part]
    executor.migrate([earlier.key])
    try:
        yield executor.loader.project_state([earlier.key]).apps
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
