"""Several processes that answer one offer, or log the last hours, at the same moment: one wins, the others are told."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from amity.audit import trail
from amity.handoff import queries
from amity.handoff.models import Handoff
from amity.handoff.tests.making import make_waiting, offered

ROOT = Path(__file__).resolve().parents[4]
ACT = """
import json, sys, time, django
django.setup()
from django.utils import timezone
from amity.handoff import commands
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges

what, number, name, moment = sys.argv[1:]
by = actor_for(Person.objects.get(name=name), "page")
while time.time() < float(moment):
    time.sleep(0.001)
try:
    if what == "accept":
        commands.got_it(by=by, handoff_id=int(number), number=1, sentence="One page.", now=timezone.now())
    else:
        now = timezone.now()
        timesheets.log_entry(by=by, changes=EntryChanges(now.date(), 3 * 3600, project_id=int(number)), now=now)
    print(json.dumps("won"))
except Refused as fault:
    print(json.dumps(fault.sentence))
"""
START = 8
"""Seconds that processes get to be ready."""


def at_once(what, number, name, tmp_path):
    """What four processes are told that act at the same moment."""
    at = str(time.time() + START)
    crew = [
        subprocess.Popen(
            (sys.executable, "-c", ACT, what, str(number), name, at),
            env=around(tmp_path), stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for _ in range(4)
    ]  # fmt: skip
    return [json.loads(one.communicate(timeout=120)[0]) for one in crew]


def around(tmp_path):
    kept = {name: text for name, text in os.environ.items() if not name.startswith("AMITY_")}
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {
        **kept, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.hammer.settings", "AMITY_DATA": str(tmp_path),
        "DATABASE_URL": address(connection.settings_dict),
    }  # fmt: skip


def address(settings):
    """Where the database of this test lies."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, place = settings["HOST"], f"{settings['USER']}:{settings['PASSWORD']}"
    if host.startswith("/"):
        return f"postgres://{place}@/{settings['NAME']}?host={host}&port={settings['PORT']}"
    return f"postgres://{place}@{host}:{settings['PORT']}/{settings['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_accepting_at_the_same_moment_is_won_once_and_the_others_are_told(tmp_path, mara, osprey, piet):
    one = offered(mara, make_waiting(osprey, piet))

    told = at_once("accept", one.pk, "Piet", tmp_path)

    assert sorted(answer == "won" for answer in told) == [False, False, False, True]
    assert all("is accepted already, by Piet." in answer for answer in told if answer != "won")
    assert Handoff.objects.get(pk=one.pk).state == "accepted"
    assert trail.actions_on(one).count("handoff.accepted") == 1


@pytest.mark.django_db(transaction=True)
def test_the_cap_holds_against_who_logs_at_the_same_moment(tmp_path, osprey, piet):
    waiting = make_waiting(osprey, piet)

    told = at_once("log", waiting.pk, "Piet", tmp_path)

    assert sorted(answer == "won" for answer in told) == [False, False, True, True]
    assert queries.room_of(waiting).room.worked == 6 * 3600
