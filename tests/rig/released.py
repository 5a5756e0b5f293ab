"""The demo agency of the last release, as that version stored it: `tooling.released` wrote the file."""

import base64
import json
import lzma
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from amity.config.migrating import migrate_to

STORED = Path(__file__).resolve().parents[1] / "data" / "released_demo.json.xz"
Columns = Mapping[str, list[Any]]
"""The values of a table by column, as SQLite stores them."""


@cache
def stored() -> dict[str, Any]:
    """Return the applied migrations, the tables and the files of the release."""
    found: dict[str, Any] = json.loads(lzma.decompress(STORED.read_bytes()))
    return found


def tables() -> dict[str, Columns]:
    """Return the columns of each table that has rows."""
    return {name: columns for name, columns in stored()["tables"].items() if columns}


def load_release() -> None:
    """Replace the database of the tests by the one of the release, and add its files to the data folder.

    Its tables are made by the migrations that the release had, in an empty database.
    """
    _remove_tables()
    migrations = [tuple(key) for key in stored()["migrations"]]
    migrate_to(sorted(dict(migrations).items()))
    assert sorted(MigrationRecorder(connection).applied_migrations()) == migrations
    with transaction.atomic(), connection.cursor() as cursor:
        for name in stored()["tables"]:
            cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608 - names of our own tables
        for name, columns in tables().items():
            _fill(cursor, name, columns)
    for path, content in stored()["files"].items():
        file = Path(settings.MEDIA_ROOT) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(content))


def _remove_tables() -> None:
    if connection.vendor == "sqlite":
        connections.close_all()
        Path(connection.settings_dict["NAME"]).write_bytes(b"")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _fill(cursor: Any, name: str, columns: Columns) -> None:
    """Insert the rows of a table. PostgreSQL's COPY reads SQLite's forms of booleans, times and JSON."""
    names, rows = ", ".join(f'"{column}"' for column in columns), zip(*columns.values(), strict=True)
    if connection.vendor == "sqlite":
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({places})', list(rows))  # noqa: S608 - as above
        return
    with cursor.copy(f'COPY "{name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
    if "id" in columns:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM \"{name}\"")  # noqa: S608
