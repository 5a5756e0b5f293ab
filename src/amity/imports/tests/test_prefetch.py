"""The next chunk is made while one is written: errors reach the reader, nothing runs on, sums aren't made twice."""

import sys
import threading
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.imports import commands
from amity.imports.entries.prefetch import SWITCH_SECONDS, Prefetch
from amity.imports.entries.row_to_entry import EntryMaker
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import Stage, stage_of
from amity.imports.tests.bringing import HARVEST, harvest_row
from amity.timesheets.bulk import pricing
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db(transaction=True)
BATCH = 1
ROWS: Any = ["row"]
MADE: Any = "made"


class Maker(EntryMaker):
    """Makes chunks as `act` says, and notes in which thread."""

    is_complete = True

    def __init__(self, act=lambda: MADE):
        self.act, self.threads = act, []

    def prices(self):
        pass

    def made(self, rows, stage):
        self.threads.append(threading.current_thread())
        return self.act()


@pytest.fixture
def stage(own_folder, monkeypatch):
    monkeypatch.setattr(Stage, "to_apply", lambda *place: ROWS)
    with stage_of(BATCH) as stage:
        yield stage


def running():
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("import-prefetch")]


def test_a_begun_chunk_is_made_in_a_thread_of_its_own_only_on_postgresql(stage):
    maker = Maker()

    with Prefetch(BATCH, stage, maker) as prefetch:
        prefetch.begin(5, 10)
        chunk = prefetch.chunk(5, 10)

    assert chunk == (ROWS, MADE)
    (thread,) = maker.threads
    assert (thread is not threading.current_thread()) == (connection.vendor == "postgresql")


def test_a_chunk_after_another_row_than_the_one_begun_is_made_at_once(stage):
    maker = Maker()

    with Prefetch(BATCH, stage, maker) as prefetch:
        prefetch.begin(5, 10)
        assert prefetch.chunk(7, 10) == (ROWS, MADE)

    assert threading.current_thread() in maker.threads


def test_an_error_while_a_chunk_is_made_reaches_whoever_asks_for_the_chunk(stage):
    def broken():
        raise ValueError("broken")

    with Prefetch(BATCH, stage, Maker(broken)) as prefetch:
        prefetch.begin(5, 10)
        with pytest.raises(ValueError, match="broken"):
            prefetch.chunk(5, 10)

    assert running() == []


def test_nothing_runs_on_after_whoever_asks_has_stopped(stage):
    before, begun = sys.getswitchinterval(), threading.Event()

    with suppress(KeyboardInterrupt), Prefetch(BATCH, stage, Maker(begun.set)) as prefetch:
        prefetch.begin(5, 10)
        if connection.vendor == "postgresql":
            assert begun.wait(10)
            assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
        raise KeyboardInterrupt

    assert (running(), sys.getswitchinterval()) == ([], before)


@pytest.fixture
def begun(fina, own_folder):
    """Return Fina and a batch of three projects, to be applied."""
    by = acting(fina)
    cells = (
        harvest_row(text=f"Work {n}", project=project) for n, project in enumerate(("Site", "Shop", "Site", "App"))
    )
    options = Options(create_missing=True)
    batch = commands.bring_file(
        by=by, tool="harvest", name="x.csv", chunks=[(HARVEST + "".join(cells)).encode()], options=options, now=MONDAY
    )
    commands.read_batch(by=by, batch_id=batch.pk)
    commands.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)
    return SimpleNamespace(by=by, batch=batch)


def test_sums_are_made_with_the_chunk_and_not_again_while_others_wait(begun, monkeypatch):
    again = []
    monkeypatch.setattr(pricing, "summed", lambda rows: again.append(len(rows)))

    commands.apply_batch(by=begun.by, batch_id=begun.batch.pk, now=MONDAY)

    assert again == []
    assert verify().clean


def test_only_the_last_commit_of_an_import_waits_for_the_disk(begun):
    with CaptureQueriesContext(connection) as captured:
        commands.apply_batch(by=begun.by, batch_id=begun.batch.pk, now=MONDAY)

    asked = [query["sql"] for query in captured]
    waits = [number for number, sql in enumerate(asked) if "synchronous_commit" in sql]
    if connection.vendor == "sqlite":
        assert waits == []
        return
    off, on = waits
    assert (asked[off], asked[on]) == ("SET synchronous_commit = off", "RESET synchronous_commit")
    chunk = next(
        number for number, sql in enumerate(asked) if "timesheets_workmonth" in sql and sql.startswith("INSERT")
    )
    applied = next(number for number, sql in enumerate(asked) if "UPDATE" in sql and "'applied'" in sql)
    assert off < chunk < on < applied


def test_a_failed_import_leaves_the_connection_as_it_was(begun):
    def stopped(done, of):
        raise RuntimeError("stopped")

    with CaptureQueriesContext(connection) as captured, pytest.raises(RuntimeError, match="stopped"):
        commands.apply_batch(by=begun.by, batch_id=begun.batch.pk, now=MONDAY, tell=stopped)

    switched = [query["sql"] for query in captured if "synchronous_commit" in query["sql"]]
    assert switched[-1:] == ([] if connection.vendor == "sqlite" else ["RESET synchronous_commit"])
