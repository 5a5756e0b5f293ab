"""An upgrade of what the last release stored: nothing is lost, its pages open, and there is a way back."""

from argparse import Namespace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.audit.models import Record
from amity.backups import schema
from amity.backups.models import Backup
from amity.backups.restore import restore
from amity.briefs.models import Brief
from amity.config import upgrade
from amity.handoff.models import Handoff
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.errors import Refused
from tests.builders import MONDAY
from tests.rig.released import load_release, tables

OK = 200
EXACT = 1e-12
"""Fractions may be added up in another order."""
ACCOUNT = "Osprey Rail"
READERS = ("Nadia Ferrer", "Joachim Ebner")
"""Its account manager and its director."""
LISTS = (
    "accounts:accounts", "agreements:agreements", "expenses:expenses", "gate:items", "handoff:handoffs",
    "health:portfolio", "money:portfolio", "monitoring:register", "retainers:retainers", "scope:extra_work",
    "timesheets:this_week", "today:today", "waiting:waiting", "work:work",
)  # fmt: skip
MOVED = {"retainers_calloff": "scope_request"}
"""Tables of the release that a migration removed, and where their rows are now."""
GROWN = {"audit_payload": 1, "audit_record": 1}
"""Tables to which the upgrade itself adds rows: the record of its backup."""


def rows_by_table():
    """Return the number of rows of each table of the release that is still there."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    return {name: count(name) for name in tables() if name in there}


def count(name):
    return scalar(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names of our own tables


def scalar(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def numbers():
    """Yield table, column and values of money, time and other numbers in the release.

    A column of 0 and 1 is one of yes and no, which PostgreSQL doesn't add up.
    """
    for name, columns in tables().items():
        for column, values in columns.items():
            found = set(values) - {None}
            if found - {0, 1} and all(isinstance(value, int | float) for value in found):
                yield name, column, [value for value in values if value is not None]


def sums_stored(*, without=()):
    return {(name, column): sum(values) for name, column, values in numbers() if name not in without}


def sums_now(*, without=()):
    places = [(name, column) for name, column, _values in numbers() if name not in without]
    return {
        (name, column): float(scalar(f'SELECT sum("{column}") FROM "{name}"'))  # noqa: S608 - as above
        for name, column in places
    }


def files_stored():
    folder = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages():
    account = Account.objects.get(name=ACCOUNT)
    project = Project.objects.filter(account=account).latest("pk")
    subjects = {
        "accounts:account": account, "health:account": account, "money:account": account,
        "projects:project": project, "money:project": project,
        "agreements:agreement": Agreement.objects.filter(account=account).latest("pk"),
        "briefs:brief": Brief.objects.filter(account=account).latest("pk"),
        "handoff:handoff": Handoff.objects.filter(project__account=account).latest("pk"),
    }  # fmt: skip
    return [*map(reverse, LISTS), *(reverse(name, args=[subject.pk]) for name, subject in subjects.items())]


def closed(reader):
    """Return the pages that don't open for a person."""
    client = Client()
    client.force_login(Person.objects.get(name=reader))
    statuses = {address: client.get(address).status_code for address in pages()}
    return {address: status for address, status in statuses.items() if status != OK}


def test_what_the_last_release_stored_is_upgraded_and_can_go_back(data, capsys):
    load_release()
    before, files = rows_by_table(), files_stored()
    assert before == {name: len(next(iter(columns.values()))) for name, columns in tables().items()}
    assert sums_now() == pytest.approx(sums_stored(), rel=EXACT)

    if not schema.pending():
        pytest.skip("no migration since the last release")
    upgrade.run_upgrade(Namespace(to=None, no_backup=False))

    assert ("Verified" in capsys.readouterr().out, schema.pending()) == (True, [])
    moved = {name: rows for name, rows in before.items() if name in MOVED}
    assert {name: count(place) for name, place in MOVED.items()} == moved
    assert rows_by_table() == {name: rows + GROWN.get(name, 0) for name, rows in before.items() if name not in MOVED}
    others = {*MOVED, *GROWN}
    assert sums_now(without=others) == pytest.approx(sums_stored(without=others), rel=EXACT)
    digests = Record.objects.order_by("id").values_list("digest", flat=True)
    assert list(digests)[: before["audit_record"]] == tables()["audit_record"]["digest"]
    assert files_stored() == files
    assert [closed(reader) for reader in READERS] == [{}, {}]

    restore(Path(Backup.objects.get().path), replace=True, now=MONDAY)
    assert (rows_by_table(), files_stored(), schema.pending() != []) == (before, files, True)


def test_an_upgrade_refuses_the_database_of_a_newer_version(data, mara):
    MigrationRecorder(connection).record_applied("people", "0099_later")
    with pytest.raises(Refused, match=r"from a newer Amity.*0099_later"):
        upgrade.run_upgrade(Namespace(to=None, no_backup=True))
