"""The state of the tables against this version of Amity: migrations it doesn't know, and migrations still to run."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


def unknown(applied: Iterable[str]) -> list[str]:
    """Return the applied migrations, as "app.name", that this version doesn't know: they are from a newer one."""
    return _unknown(MigrationLoader(None), applied)


def unknown_here() -> list[str]:
    """Return the applied migrations of this database that this version doesn't know."""
    loader = MigrationLoader(connection)
    return _unknown(loader, (f"{app}.{name}" for app, name in loader.applied_migrations))


def pending() -> list[str]:
    """Return the migrations that this database still needs."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_new() -> bool:
    """Return whether no migration has run yet, so that there is nothing to lose."""
    return not MigrationLoader(connection).applied_migrations


def _unknown(loader: MigrationLoader, applied: Iterable[str]) -> list[str]:
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    return sorted(name for name in set(applied) - known if name.partition(".")[0] in loader.migrated_apps)
