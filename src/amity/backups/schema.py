"""The state of the tables against this version of Amity: migrations it doesn't know, and migrations still to run."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FIRST: Final = "people.0001_initial"
"""A migration that every instance has run, and no database of anything else."""

UTF8: Final = "UTF8"


def unknown(applied: Iterable[str]) -> list[str]:
    """Return the applied migrations, as "app.name", that this version doesn't know: they are from a newer one."""
    found = _loader()
    return sorted(name for name in set(applied) - _known() if name.partition(".")[0] in found.migrated_apps)


def unknown_here() -> list[str]:
    """Return the applied migrations of this database that this version doesn't know."""
    return unknown(_applied())


def pending() -> list[str]:
    """Return the migrations that this database still needs. Takes two short queries, as a probe needs it."""
    return sorted(_known() - _applied())


def has_instance() -> bool:
    """Return whether the database holds an Amity. If not, there is nothing to lose."""
    return FIRST in _applied()


def foreign_tables() -> list[str]:
    """Return the tables of the database that no version of Amity made."""
    with connection.cursor() as cursor:
        there = {table.name for table in connection.introspection.get_table_list(cursor)}
    own = {*connection.introspection.django_table_names(), MigrationRecorder.Migration._meta.db_table}
    return sorted(there - own)


def other_encoding() -> str:
    """Return the encoding of a PostgreSQL database, such as SQL_ASCII, or "" if it is UTF8 as it has to be."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        found = str(cursor.fetchone()[0])
    return "" if found == UTF8 else found


def _applied() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def _known() -> set[str]:
    return {f"{app}.{name}" for app, name in _loader().disk_migrations}


@cache
def _loader() -> MigrationLoader:
    """Return the migrations of this version, which are the same as long as the process lives."""
    return MigrationLoader(None, ignore_no_migrations=True)
