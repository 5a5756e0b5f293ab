"""Database triggers that give the settings, or the records, a new edition with every change, whoever makes it.

They are taken away before migrations, which may build tables anew, and put back afterwards. Between the two there is no
edition, and nothing is kept.
"""

from typing import Final

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from amity.agency.models import Change, RecordChange, SettingChange

PREFIXES: Final[dict[type[Change], str]] = {SettingChange: "edition", RecordChange: "record_edition"}
"""How the names of triggers begin, by the model that notes their changes."""
_watched: dict[tuple[type[Change], str], tuple[str, ...]] = {}


def watch_all(*models: type[Model], noted: type[Change] = SettingChange) -> None:
    """Let each change to these tables give a new edition."""
    for model in models:
        watch(model, noted=noted)


def watch(model: type[Model], *fields: str, noted: type[Change] = SettingChange) -> None:
    """Let changes to a table give a new edition. With `fields`, an update counts only if it touches one of them."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    _watched[noted, model._meta.db_table] = tuple(columns[name] for name in fields)


def take_away(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Remove the triggers and the edition before migrations run."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for noted, table in _watched:
            for name in _names(connection, noted, table) if table in tables else ():
                on = f" ON {_quoted(connection, table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        for noted in PREFIXES:
            if noted._meta.db_table in tables:
                cursor.execute(f"DELETE FROM {_quoted(connection, noted._meta.db_table)}")  # noqa: S608


def put_back(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Create the triggers after migrations, on the tables that exist, and begin a new edition."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    create = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
    with connection.cursor() as cursor:
        for noted in PREFIXES:
            if noted._meta.db_table not in tables:
                continue
            for table in sorted(table for model, table in _watched if model is noted and table in tables):
                for statement in create(connection, noted, table):
                    cursor.execute(statement)
            cursor.execute(_note(connection, noted))


def merge(using: str, *, most: int) -> None:
    """Replace the noted changes by one where there are more than `most`, since each page adds them up."""
    connection = connections[using]
    for noted in PREFIXES:
        table = _quoted(connection, noted._meta.db_table)
        if noted._default_manager.using(using).count() > most:
            with transaction.atomic(using), connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608
                cursor.execute(_note(connection, noted))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the watched tables that lack a trigger."""
    table, column = (
        ("sqlite_master WHERE type = 'trigger'", "name")
        if connection.vendor == "sqlite"
        else ("pg_trigger WHERE NOT tgisinternal", "tgname")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
        found = {name for (name,) in cursor.fetchall()}
    return sorted({table for noted, table in _watched if not found.issuperset(_names(connection, noted, table))})


def _in_postgresql(connection: BaseDatabaseWrapper, noted: type[Change], table: str) -> list[str]:
    """Return the statements that create a table's trigger in PostgreSQL, and the function it calls."""
    (name,), on = _names(connection, noted, table), _quoted(connection, table)
    function = f"amity_{noted._meta.model_name}"
    acts = f"INSERT OR DELETE OR TRUNCATE OR UPDATE{_of(connection, noted, table)}"
    body = f"$$ BEGIN {_note(connection, noted)}; RETURN NULL; END $$"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"DROP TRIGGER IF EXISTS {name} ON {on}",
        f"CREATE TRIGGER {name} AFTER {acts} ON {on} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


def _in_sqlite(connection: BaseDatabaseWrapper, noted: type[Change], table: str) -> list[str]:
    """Return the statements that create a table's three triggers in SQLite."""
    acts, on = ("INSERT", "DELETE", f"UPDATE{_of(connection, noted, table)}"), _quoted(connection, table)
    made: list[str] = []
    for name, act in zip(_names(connection, noted, table), acts, strict=True):
        made += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {act} ON {on} BEGIN {_note(connection, noted)}; END",
        ]
    return made


def _note(connection: BaseDatabaseWrapper, noted: type[Change]) -> str:
    """Return the statement that notes a change. It only adds a row, so that two changes never wait for each other."""
    drawn = (
        "floor(random() * 1099511627776)::bigint" if connection.vendor == "postgresql" else "random() & 1099511627775"
    )
    table = _quoted(connection, noted._meta.db_table)
    return f"INSERT INTO {table} (drawn) VALUES ({drawn})"  # noqa: S608


def _names(connection: BaseDatabaseWrapper, noted: type[Change], table: str) -> tuple[str, ...]:
    """Return the names of a table's triggers. SQLite needs one for each kind of change."""
    name = f"{PREFIXES[noted]}_{table}"
    return (name,) if connection.vendor == "postgresql" else (f"{name}_insert", f"{name}_delete", f"{name}_update")


def _of(connection: BaseDatabaseWrapper, noted: type[Change], table: str) -> str:
    columns = ", ".join(_quoted(connection, column) for column in _watched[noted, table])
    return f" OF {columns}" if columns else ""


def _quoted(connection: BaseDatabaseWrapper, name: str) -> str:
    return connection.ops.quote_name(name)
