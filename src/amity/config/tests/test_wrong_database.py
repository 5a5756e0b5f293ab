"""A database that is missing, empty or of something else: nothing starts on it, and nothing is added to it."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, connections

from amity.backups.databases import postgres
from amity.config import cli
from tests.faults.instance import pointed_at
from tests.rig.forks import FAULTS, exit_code, fork
from tests.rig.instances import KEY
from tests.rig.migrated import FILE
from tests.rig.postgres import address_of, fresh_database

pytestmark = pytest.mark.hammer
REFUSED = 3
NO_INSTANCE, FOREIGN = "there is no Amity in the database", "has tables of something else (wp_posts)"
INIT = ["init", "--admin", "ada@x.example"]


@contextmanager
def empty_sqlite(folder):
    (folder / FILE).touch()
    yield {"NAME": str(folder / FILE)}


@contextmanager
def empty_postgres(folder):
    with fresh_database(os.environ["DATABASE_URL"], "other") as url:
        yield address_of(url)


@pytest.fixture
def empty(transactional_db, tmp_path):
    """Return the address of an empty database of the kind that the tests use."""
    with (empty_sqlite if connection.vendor == "sqlite" else empty_postgres)(tmp_path) as address:
        yield address


def refusal(address, words, folder):
    """Run a command on a database, and return its exit code and errors."""

    def run():
        os.environ["AMITY_DATA"] = str(folder)
        pointed_at(folder, address)
        return cli.main(words)

    (folder / "secret_key").write_text(KEY)

    code = exit_code(fork(run, output=folder / "output"))
    return code, (folder / "output").with_suffix(FAULTS).read_text()


def tables(address, statement=""):
    """Return the tables of a database, after a statement."""
    before = {key: connections.settings["default"][key] for key in address}
    pointed_at(settings.ENVIRONMENT.data, address)
    try:
        with connection.cursor() as cursor:
            if statement:
                cursor.execute(statement)
            return connection.introspection.table_names(cursor)
    finally:
        pointed_at(settings.ENVIRONMENT.data, before)


@pytest.mark.parametrize("command", ["serve", "web", "worker", "upgrade"])
def test_nothing_starts_on_an_empty_database(empty, tmp_path, command):
    code, errors = refusal(empty, [command], tmp_path)

    assert (code, NO_INSTANCE in errors, "Traceback" in errors) == (REFUSED, True, False)
    assert tables(empty) == []


@pytest.mark.parametrize(("words", "reason"), [(["serve"], NO_INSTANCE), (INIT, FOREIGN), (["demo"], FOREIGN)])
def test_a_database_of_something_else_is_refused_and_unchanged(empty, tmp_path, words, reason):
    tables(empty, "CREATE TABLE wp_posts (id integer)")

    code, errors = refusal(empty, words, tmp_path)

    assert (code, reason in errors, tables(empty)) == (REFUSED, True, ["wp_posts"])


@pytest.mark.postgresql
def test_a_database_that_is_not_there_is_named(transactional_db, tmp_path):
    address = address_of(os.environ["DATABASE_URL"]) | {"NAME": "nowhere"}
    code, errors = refusal(address, ["serve"], tmp_path)

    assert (code, 'database "nowhere" does not exist' in errors, "Traceback" in errors) == (REFUSED, True, False)


@pytest.mark.postgresql
def test_a_database_of_another_encoding_is_refused_with_the_way_to_create_one(transactional_db, tmp_path):
    with fresh_database(os.environ["DATABASE_URL"], "ascii", "SQL_ASCII") as url:
        address = address_of(url)
        code, errors = refusal(address, INIT, tmp_path)

        assert (code, "SQL_ASCII" in errors, "createdb --encoding=UTF8" in errors) == (REFUSED, True, True)
        assert tables(address) == []


@pytest.mark.postgresql
def test_a_backup_reads_texts_of_a_database_of_another_encoding(transactional_db):
    with fresh_database(os.environ["DATABASE_URL"], "ascii", "SQL_ASCII") as url:
        found = {key.lower(): value for key, value in address_of(url).items()}
        parameters = {**found, "dbname": found.pop("name")}
        with postgres.connected(parameters) as live:
            assert live.execute("SELECT 'é', pg_typeof(pg_export_snapshot())::text").fetchone() == ("é", "text")
