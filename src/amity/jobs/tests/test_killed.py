"""A worker that is really killed: its job is found by the next one, and taken up or asked about."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
FRAME = ("--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin")
JOBS = "SELECT kind, state, message FROM jobs_job ORDER BY id"
WORK = """
import os, threading, time, django
django.setup()
from django.utils import timezone
from amity.jobs import commands, registry, rules, runner
from amity.people.models import Person
from amity.people.queries import actor_for

first = os.environ["TRY"] == "1"

def slowly(progress, by, now):
    progress.step(1, 2, "try " + os.environ["TRY"])
    if first:
        time.sleep(60)

for kind in ("again", "ask"):
    registry.task(kind, on_killed=kind)(slowly)
    if first:
        by = actor_for(Person.objects.get(), "cli")
        commands.start_job(by=by, kind=kind, arguments={}, now=timezone.now())
if not first:
    commands.sweep(timezone.now() + rules.SILENT * 2)
threading.Thread(target=runner.run, args=(1,)).start()
runner.run(2)
"""


class Instance:
    """An instance of its own, with processes of its own."""

    def __init__(self, folder):
        self.file = folder / "amity.sqlite3"
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("AMITY_", "DATABASE_URL"))}
        self.around = {**kept, "AMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "amity.config.settings"}
        self.around["PYTHONPATH"] = str(SOURCE)
        made = ("-m", "amity.config.cli", "init", "--admin", "root@agency.example", *FRAME)
        subprocess.run((sys.executable, *made), env=self.around, check=True, capture_output=True)

    def work(self, number):
        return subprocess.Popen((sys.executable, "-c", WORK), env={**self.around, "TRY": str(number)})

    def jobs(self):
        with closing(sqlite3.connect(self.file, timeout=10)) as asked:
            return {kind: (state, said) for kind, state, said in asked.execute(JOBS)}

    def wait_for(self, said):
        deadline = time.monotonic() + 20
        while [one[1] for one in self.jobs().values()] != said and time.monotonic() < deadline:
            time.sleep(0.05)


def test_the_jobs_of_a_killed_worker_are_taken_up_or_asked_about(tmp_path):
    instance = Instance(tmp_path)
    worker = instance.work(1)
    instance.wait_for(["try 1", "try 1"])

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert instance.jobs() == {"again": ("running", "try 1"), "ask": ("running", "try 1")}

    instance.work(2).wait(timeout=20)
    assert instance.jobs() == {"again": ("done", "try 2"), "ask": ("interrupted", "try 1")}
