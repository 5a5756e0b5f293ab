"""A separate instance for a measurement, and a writer who logs time during all of it."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FRAME = ("--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin")
# Logs and deletes an entry again and again, as a person would who saves a row; prints how long each logging took.
WRITER = """
import sys, time
import django
django.setup()
from datetime import date
from django.utils import timezone
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
by = actor_for(Person.objects.filter(mail__isnull=False).order_by("pk").first(), "cli")
print("ready", flush=True)
stop = open(sys.argv[1])
while not stop.read():
    began = time.monotonic()
    entry = commands.log_entry(by=by, changes=EntryChanges(date(2026, 3, 2), 60), now=timezone.now())
    logged = time.monotonic() - began
    commands.delete_entry(by=by, entry_id=entry.pk, version=entry.version, now=timezone.now())
    print(f"{logged:.4f}", flush=True)
    time.sleep(0.03)
"""


@dataclass
class Instance:
    """An instance in a folder, on SQLite or on the empty database of `database` (a PostgreSQL URL)."""

    folder: Path
    database: str = ""
    surroundings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("AMITY_", "DATABASE_URL"))}
        own = {"AMITY_DATA": str(self.folder / "data"), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self.surroundings = {**kept, **own, "DJANGO_SETTINGS_MODULE": "amity.config.settings"}
        if self.database:
            self.surroundings["DATABASE_URL"] = self.database

    @property
    def sqlite(self) -> Path:
        """The path of the database if it is SQLite."""
        return self.folder / "data" / "amity.sqlite3"

    def set_up(self) -> None:
        """Create an empty agency with an administrator."""
        ended = self.run("init", "--admin", "ada@x.example", *FRAME)
        if ended.returncode:
            raise RuntimeError(ended.stderr)

    def run(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """Run `amity` with these words until it ends."""
        return self.run_python("-m", "amity.config.cli", *words)

    def run_python(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """Run Python in the instance's environment."""
        asked = [sys.executable, *map(str, words)]
        return subprocess.run(asked, env=self.surroundings, capture_output=True, text=True, check=False)

    def start(self, *words: object) -> "subprocess.Popen[bytes]":
        """Start `amity` with these words without waiting."""
        asked = [sys.executable, "-m", "amity.config.cli", *map(str, words)]
        return subprocess.Popen(asked, env=self.surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class WriterBeside:
    """A process that logs time until it is stopped."""

    def __init__(self, instance: Instance) -> None:
        self._stop = Path(tempfile.mkstemp(prefix="stop-", dir=instance.folder)[1])
        words = [sys.executable, "-c", WRITER, str(self._stop)]
        self._process: subprocess.Popen[str] = subprocess.Popen(
            words, env=instance.surroundings, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def waits(self) -> dict[str, float]:
        """Stop, and return how long it had to wait: seconds to log one entry."""
        self._stop.write_text("now")
        waits = sorted(float(line) for line in self._process.communicate()[0].split())
        if not waits:
            return {"writes": 0}
        return {
            "writes": len(waits),
            "wait_median": waits[len(waits) // 2],
            "wait_p95": waits[int(len(waits) * 0.95)],
            "wait_longest": waits[-1],
        }


def scalar(instance: Instance, question: LiteralString) -> Any:
    """Return the single value of a query on the instance's database."""
    if instance.database:
        with psycopg.connect(instance.database) as connection:
            row = connection.execute(question).fetchone()
    else:
        with closing(sqlite3.connect(instance.sqlite, timeout=30)) as here:
            row = here.execute(question).fetchone()
    return row[0] if row else None
