"""Run migrations, each on the models it depends on.

Django's own command carries all models from one migration to the next, and builds most of them again at each change of
one. With the migrations of every part that takes more than twice as long for the same tables.
"""

from collections.abc import Callable, Sequence

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amity.config.neighbours import narrowed

Target = tuple[str, str | None]
"""A part and the last migration that its tables shall have, or None for no tables."""


def migrate(*, tell: Callable[[str], object] = lambda _line: None) -> None:
    """Bring the database up to this version of Amity, and tell each migration."""
    migrate_to(MigrationExecutor(connection).loader.graph.leaf_nodes(), tell=tell)


def migrate_to(targets: Sequence[Target], *, tell: Callable[[str], object] = lambda _line: None) -> None:
    """Bring the tables of some parts, and what they depend on, forward or back to the migrations named.

    The signals get no plan: Django would add a change of its content types to each renaming, and Amity refers to none.
    """
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    executor.recorder.ensure_schema()
    for migration, is_backwards in plan:
        tell(f"{'Taking back' if is_backwards else 'Running'} {migration}")
        models = executor.loader.project_state((migration.app_label, migration.name), at_end=False)
        run = executor.unapply_migration if is_backwards else executor.apply_migration
        run(models, narrowed(migration))
    executor.check_replacements()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
