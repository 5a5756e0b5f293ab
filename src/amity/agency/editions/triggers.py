"""Database triggers that give the settings a new edition with every change, whoever makes it.

They are taken away before migrations, which may build tables anew, and put back afterwards. Between the two there is no
edition, and nothing is kept.
"""

from typing import Final

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from amity.agency.models import SettingChange

FUNCTION: Final = "amity_setting_changed"
DRAWN: Final = 2**40
"""A change draws a number below this."""
_watched: dict[str, tuple[str, ...]] = {}


def watch_all(*models: type[Model]) -> None:
    """Let each change to these tables give a new edition."""
    for model in models:
        watch(model)


def watch(model: type[Model], *fields: str) -> None:
    """Let changes to a table give a new edition. With `fields`, an update counts only if it touches one of them."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    _watched[model._meta.db_table] = tuple(columns[name] for name in fields)


def take_away(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Remove the triggers and the edition before migrations run."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in _watched.keys() & tables:
            for name in _names(connection, table):
                on = f" ON {_quoted(connection, table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if SettingChange._meta.db_table in tables:
            cursor.execute(f"DELETE FROM {_quoted(connection, SettingChange._meta.db_table)}")  # noqa: S608  # nosec B608


def put_back(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Create the triggers after migrations, on the tables that exist, and begin a new edition."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if SettingChange._meta.db_table not in tables:
        return
    create = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
    with connection.cursor() as cursor:
        for table in sorted(_watched.keys() & tables):
            for statement in create(connection, table):
                cursor.execute(statement)
        cursor.execute(_noted(connection))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the watched tables that lack a trigger."""
    table, column = (
        ("sqlite_master WHERE type = 'trigger'", "name")
        if connection.vendor == "sqlite"
        else ("pg_trigger WHERE NOT tgisinternal", "tgname")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608  # nosec B608
        found = {name for (name,) in cursor.fetchall()}
    return sorted(table for table in _watched if not found.issuperset(_names(connection, table)))


def _in_postgresql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Return the statements that create a table's trigger in PostgreSQL, and the function it calls."""
    (name,), on = _names(connection, table), _quoted(connection, table)
    acts = f"INSERT OR DELETE OR TRUNCATE OR UPDATE{_of(connection, table)}"
    body = f"$$ BEGIN {_noted(connection)}; RETURN NULL; END $$"
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"DROP TRIGGER IF EXISTS {name} ON {on}",
        f"CREATE TRIGGER {name} AFTER {acts} ON {on} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    ]


def _in_sqlite(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Return the statements that create a table's three triggers in SQLite."""
    acts, on = ("INSERT", "DELETE", f"UPDATE{_of(connection, table)}"), _quoted(connection, table)
    made: list[str] = []
    for name, act in zip(_names(connection, table), acts, strict=True):
        made += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {act} ON {on} BEGIN {_noted(connection)}; END",
        ]
    return made


def _noted(connection: BaseDatabaseWrapper) -> str:
    """Return the statement that notes a change. It only adds a row, so that two changes never wait for each other."""
    drawn = (
        "floor(random() * 1099511627776)::bigint" if connection.vendor == "postgresql" else "random() & 1099511627775"
    )
    table = _quoted(connection, SettingChange._meta.db_table)
    return f"INSERT INTO {table} (drawn) VALUES ({drawn})"  # noqa: S608  # nosec B608


def _names(connection: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    """Return the names of a table's triggers. SQLite needs one for each kind of change."""
    name = f"edition_{table}"
    return (name,) if connection.vendor == "postgresql" else (f"{name}_insert", f"{name}_delete", f"{name}_update")


def _of(connection: BaseDatabaseWrapper, table: str) -> str:
    columns = ", ".join(_quoted(connection, column) for column in _watched[table])
    return f" OF {columns}" if columns else ""


def _quoted(connection: BaseDatabaseWrapper, name: str) -> str:
    return connection.ops.quote_name(name)
