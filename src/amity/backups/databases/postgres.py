"""Copy a PostgreSQL database while it is written to, digest its rows, and restore a copy into an empty one."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from amity.backups.archive.manifest import TableDigest
from amity.backups.databases.clients import Client, client_for
from amity.backups.databases.snapshots import MIGRATIONS, ROWS_OF_FILES, FileRow, Snapshot
from amity.backups.faults import SOURCE, BackupFailed, copying_failed

VENDOR: Final = "postgresql"
Parameters = Mapping[str, Any]
"""libpq's connection parameters, as Django gives them."""

REPLACED: Final = "amity_replaced_"
"""The start of the name of a schema that holds what a restore replaced. No backup contains it."""
KNOWN: Final = ("dbname", "user", "password", "host", "port", "options", "service", "passfile", "channel_binding")
TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
UNKNOWN_SETTING: Final = "unrecognized configuration parameter"
"""A newer client sets parameters that an older server doesn't know, and goes on."""


def snapshot(parameters: Parameters, to: Path) -> Snapshot:
    """Dump the database to a new file. One exported snapshot gives the dump and the digests the same moment."""
    with connected(parameters) as live:
        client = client_for(live.info.server_version // 10_000)
        live.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (moment,) = live.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        dumped = client.run(
            "pg_dump", "--format=custom", "--compress=3", "--no-owner", "--no-privileges", f"--snapshot={moment}",
            f"--exclude-schema={REPLACED}*", f"--file={to}", parameters=known(parameters),
        )  # fmt: skip
        if dumped.returncode:
            raise copying_failed(dumped.stderr, str(to.parent))
        migrations = [f"{app}.{name}" for app, name in live.execute(MIGRATIONS).fetchall()]
        files = [FileRow(*row) for row in live.execute(ROWS_OF_FILES).fetchall()]
        return Snapshot(digests(live), migrations, files)


def digests(live: "psycopg.Connection[Any]") -> dict[str, TableDigest]:
    """Return the number of rows and a digest of each table, calculated by the server."""
    live.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET extra_float_digits = 1; SET bytea_output = 'hex'")
    return {name: _digest(live, name) for (name,) in live.execute(TABLES).fetchall()}


def restored_tables(parameters: Parameters, dump: Path) -> dict[str, TableDigest] | None:
    """Restore into a temporary database and return its digests. None if the user can't create a database.

    The dump is then read to its end instead.
    """
    with connected(parameters) as live:
        client = client_for(live.info.server_version // 10_000)
        try:
            with _empty_database(live) as name:
                return restored({**parameters, "dbname": name}, dump)
        except psycopg.errors.InsufficientPrivilege:
            read = client.run("pg_restore", "--file=/dev/null", str(dump))
            if read.returncode:
                raise copying_failed(read.stderr, str(dump.parent)) from None
            return None


def restored(parameters: Parameters, dump: Path) -> dict[str, TableDigest]:
    """Restore into an empty database and return the digests of its rows. Raises `BackupFailed`."""
    with connected(parameters) as live:
        major = live.info.server_version // 10_000
        client = client_for(major)
        _pour(client, parameters, dump, strict=client.major == major)
        return digests(live)


def is_empty(parameters: Parameters) -> bool:
    """Return whether the database has no tables."""
    with connected(parameters) as live:
        return not live.execute(TABLES).fetchall()


def others_connected(parameters: Parameters) -> int:
    """Return how many other connections the database has."""
    with connected(parameters) as live:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        (count,) = live.execute(query).fetchone() or (0,)
        return int(count)


def move_aside(parameters: Parameters, stamp: str) -> str:
    """Rename the schema with all tables, make an empty one in its place, and return the new name."""
    aside = f"{REPLACED}{stamp}"
    with connected(parameters) as live, live.transaction():
        here = _schema(live)
        _alter(live, "ALTER SCHEMA {} RENAME TO {}", here, aside)
        _alter(live, "CREATE SCHEMA {}", here)
        _move_extensions(live, aside, here)
    return aside


def move_back(parameters: Parameters, aside: str) -> None:
    """Undo `move_aside`, and drop what was restored in between."""
    with connected(parameters) as live, live.transaction():
        here = _schema(live)
        _move_extensions(live, here, aside)
        _alter(live, "DROP SCHEMA {} CASCADE", here)
        _alter(live, "ALTER SCHEMA {} RENAME TO {}", aside, here)


def known(parameters: Parameters) -> dict[str, Any]:
    """Return the parameters that every PostgreSQL program knows."""
    return {name: value for name, value in parameters.items() if name in KNOWN or name.startswith("ssl")}


def _pour(client: Client, parameters: Parameters, dump: Path, *, strict: bool) -> None:
    words = ["--single-transaction", "--exit-on-error"] if strict else []
    poured = client.run(
        "pg_restore", "--no-owner", "--no-privileges", *words, str(dump), parameters=known(parameters)
    )  # fmt: skip
    faults = [line for line in poured.stderr.splitlines() if "error:" in line and UNKNOWN_SETTING not in line]
    if faults or (strict and poured.returncode):
        raise copying_failed("; ".join(faults) or poured.stderr, str(dump.parent))


def _digest(live: "psycopg.Connection[Any]", table: str) -> TableDigest:
    # Sums don't depend on the order of rows, and the server adds them up without sending any row.
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(left_half), 0), coalesce(sum(right_half), 0) FROM (SELECT"
        " ('x' || substr(digest, 1, 15))::bit(60)::bigint AS left_half,"
        " ('x' || substr(digest, 16, 15))::bit(60)::bigint AS right_half FROM"
        " (SELECT encode(sha256(convert_to(amity_row::text, 'UTF8')), 'hex') AS digest"
        " FROM {} AS amity_row) AS digests) AS halves"
    ).format(sql.Identifier(table))
    rows, left, right = live.execute(query).fetchone() or (0, 0, 0)
    return TableDigest(int(rows), f"{int(left):x}.{int(right):x}")


def _schema(live: "psycopg.Connection[Any]") -> str:
    (schema,) = live.execute("SELECT current_schema()").fetchone() or ("public",)
    return str(schema)


def _move_extensions(live: "psycopg.Connection[Any]", before: str, after: str) -> None:
    """Move extensions from one schema to another, since tables in either use them."""
    query = "SELECT extname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE nspname = %s"
    for (extension,) in live.execute(query, [before]).fetchall():
        _alter(live, "ALTER EXTENSION {} SET SCHEMA {}", extension, after)


def _alter(live: "psycopg.Connection[Any]", statement: LiteralString, *names: str) -> None:
    live.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _empty_database(live: "psycopg.Connection[Any]") -> Iterator[str]:
    name = f"amity_check_{secrets.token_hex(6)}"
    shape = live.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if shape is None:
        raise BackupFailed(SOURCE, "no database")
    live.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(name), *map(sql.Literal, shape)
        )
    )
    try:
        yield name
    finally:
        live.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected(parameters: Parameters) -> "Iterator[psycopg.Connection[Any]]":
    """Connect apart from Django, whose connection may be in a transaction. Texts are read as UTF-8."""
    try:
        with psycopg.connect(autocommit=True, client_encoding="UTF8", **known(parameters)) as live:
            yield live
    except psycopg.Error as fault:
        raise BackupFailed(SOURCE, str(fault)) from fault
