"""The limit an import is measured against: the same rows written again in the database's quickest way.

On PostgreSQL COPY, on SQLite one prepared INSERT in one transaction, into the same table with its indexes and keys.
"""

import sqlite3
import tempfile
import time
from contextlib import closing

import psycopg
from psycopg import sql

from bench.beside import Instance, WriterBeside

TABLE = "timesheets_entry"


def seconds_to_copy(instance: Instance, *, writing: bool = False) -> float:
    """Empty the table of entries and fill it with the same rows. Return the seconds until committed and checked.

    Rows that depend on entries are emptied too, so the instance can only copy afterwards. With `writing`, another
    process logs time meanwhile; on SQLite it would wait for the one transaction, so there is none.
    """
    return _postgres(instance, writing) if instance.database else _sqlite(instance)


def _postgres(instance: Instance, writing: bool) -> float:
    with psycopg.connect(instance.database) as connection, tempfile.TemporaryFile() as kept:
        table = sql.Identifier(TABLE)
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(table)) as out:
            for part in out:
                kept.write(part)
        connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(table))
        connection.commit()
        kept.seek(0)
        writer = WriterBeside(instance) if writing else None
        began = time.monotonic()
        with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as into:
            while part := kept.read(1_000_000):
                into.write(part)
        connection.commit()
        took = time.monotonic() - began
        if writer:
            writer.waits()
        return took


def _sqlite(instance: Instance) -> float:
    with closing(sqlite3.connect(instance.sqlite, timeout=60)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = connection.execute(f"SELECT * FROM {TABLE}").fetchall()  # noqa: S608 - our own name
        connection.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        connection.commit()
        connection.execute("PRAGMA foreign_keys = ON")
        marks = ", ".join("?" * len(rows[0]))
        began = time.monotonic()
        connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", rows)  # noqa: S608
        connection.commit()
        return time.monotonic() - began
