"""Migrate the test database back, so that a test can migrate rows of that time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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
    _go(earlier)
    try:
        yield loader.project_state(earlier).apps
    finally:
        _go(loader.graph.leaf_nodes())


def _go(targets: Sequence[Key]) -> None:
    """Migrate to the targets, each migration on the models it depends on.

    `MigrationExecutor.migrate` carries all models of Amity from one migration to the next and builds most of them again
    at each change of one: three times the work.
    """
    executor = MigrationExecutor(connection)
    for migration, is_backwards in executor.migration_plan(targets):
        state = executor.loader.project_state((migration.app_label, migration.name), at_end=False)
        act = executor.unapply_migration if is_backwards else executor.apply_migration
        act(state, migration)
