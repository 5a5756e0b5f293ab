"""An import whose process is killed: it is found, gone on with or taken back, and nothing is there twice."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from amity.imports.tests.bringing import harvest_file, harvest_row
from tests.rig.postgres import fresh_database

ROOT = Path(__file__).resolve().parents[4]
ROWS = 1_500
FRAME = ("--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin")


class Instance:
    """An instance of its own, run by processes of its own."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("AMITY_", "DATABASE_URL"))}
        self.surroundings = {**kept, "AMITY_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT / "src")}
        self.surroundings["DJANGO_SETTINGS_MODULE"] = "amity.config.settings"
        if database:
            self.surroundings["DATABASE_URL"] = database

    def run(self, *words):
        return subprocess.run(self._words(words), env=self.surroundings, capture_output=True, text=True, check=False)

    def start(self, *words):
        return subprocess.Popen(self._words(words), env=self.surroundings, stdout=-3, stderr=-3)

    def ask(self, question):
        with self._connection() as open_now:
            return open_now.execute(question).fetchone()[0]

    def tell(self, statement):
        with self._connection() as open_now:
            open_now.execute(statement)
            open_now.commit()

    def killed_while_applying(self, *words):
        """Start an import and kill -9 it once some of its rows are in; the number of its batch."""
        before = self.ask("SELECT count(*) FROM timesheets_entry")
        process = self.start(*words)
        deadline = time.monotonic() + 60
        while self.ask("SELECT count(*) FROM timesheets_entry") == before and time.monotonic() < deadline:
            assert process.poll() is None, "the import ended by itself"
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        entries = self.ask("SELECT count(*) FROM timesheets_entry")
        assert before < entries < before + ROWS, "the process was killed too late to show anything"
        return self.ask("SELECT max(id) FROM imports_batch")

    @contextmanager
    def _connection(self):
        if self.database:
            import psycopg

            with psycopg.connect(self.database) as open_now:
                yield open_now
            return
        with closing(sqlite3.connect(self.folder / "data" / "amity.sqlite3", timeout=30)) as open_here:
            yield open_here

    def _words(self, words):
        return [sys.executable, "-m", "amity.config.cli", *map(str, words)]


@pytest.fixture
def instance(db, tmp_path):
    with _own_database() as database:
        made = Instance(tmp_path, database)
        ended = made.run("init", "--admin", "ada@x.example", *FRAME)
        assert ended.returncode == 0, ended.stderr
        made.tell("INSERT INTO agency_limit (name, value) VALUES ('import.chunk_rows', 100)")
        yield made


@contextmanager
def _own_database():
    if connection.vendor != "postgresql":
        yield ""
        return
    with fresh_database(os.environ["DATABASE_URL"], "killed") as address:
        yield address


def export(folder, project, name):
    days = [f"2026-{1 + n % 9:02d}-{1 + n % 27:02d}" for n in range(ROWS)]
    rows = (harvest_row(day=day, text=f"Work {n}", project=project) for n, day in enumerate(days))
    return harvest_file(folder, *rows, name=name)


def test_a_killed_import_is_resumed_exactly_or_undone_whole(instance, tmp_path):
    file, other = export(tmp_path, "Site", "one.csv"), export(tmp_path, "Shop", "two.csv")

    batch = instance.killed_while_applying("import", "harvest", file, "--create-missing")
    refused = instance.run("import", "harvest", other, "--create-missing")
    resumed = instance.run("import", "--resume", batch, "--json")

    assert refused.returncode == 3
    assert f"The import of one.csv (number {batch}) was interrupted. Resume it or undo it first." in refused.stderr
    assert resumed.returncode == 0, resumed.stderr
    found = json.loads(resumed.stdout)
    assert (found["created"], found["tracked_seconds"]) == (ROWS, ROWS * 3600)
    assert instance.ask("SELECT count(*) FROM timesheets_entry") == ROWS
    assert instance.ask("SELECT count(*) FROM accounts_account") == 1

    killed = instance.killed_while_applying("import", "harvest", other, "--create-missing")
    undone = instance.run("undo", killed, "--json")

    assert undone.returncode == 0, undone.stderr
    assert instance.ask("SELECT count(*) FROM timesheets_entry") == ROWS
    assert instance.ask("SELECT sum(seconds) FROM timesheets_projectmonth") == ROWS * 3600
    assert instance.run("verify").returncode == 0


def test_an_import_killed_while_it_reads_is_read_anew_when_it_is_resumed(instance, tmp_path):
    file = export(tmp_path, "Site", "one.csv")
    process = instance.start("import", "harvest", file, "--create-missing")
    while not instance.ask("SELECT count(*) FROM imports_batch"):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    state = instance.ask("SELECT state FROM imports_batch")

    resumed = instance.run("import", "--resume", 1, "--json")

    assert state == "reading"
    assert json.loads(resumed.stdout)["created"] == ROWS
    assert instance.ask("SELECT count(*) FROM timesheets_entry") == ROWS
    assert instance.run("verify").returncode == 0
