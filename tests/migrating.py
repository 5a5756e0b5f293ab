"""Migrate the test database back, so that a test can migrate rows of that time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amity.config.migrating import migrate, migrate_to

Key = tuple[str, str]


@contextmanager
def before(*migrations: Key) -> Iterator[Apps]:
    """Yield the models before some migrations. Afterwards, migrate the rows written inside to the current models.

    Needs a test with `transaction=True`, since PostgreSQL migrates no table with pending work in a transaction. The way
    back and forth takes as long as a hundred other tests, so what one migration does is one test.
    """
    loader = MigrationExecutor(connection).loader
    nodes = loader.graph.node_map
    earlier = [parent.key for key in migrations for parent in nodes[key].parents if parent.key[0] == key[0]]
    migrate_to(earlier)
    try:
        yield loader.project_state(earlier).apps
    finally:
        migrate()
