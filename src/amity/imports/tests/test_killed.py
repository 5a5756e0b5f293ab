"""An import with a killed process is found and can be resumed or undone, without duplicates."""

import time
from importlib import import_module

import pytest
from django.db.models import Sum

from amity.accounts.models import Account
from amity.agency.models import Limit
from amity.imports.entries.applier import Applier
from amity.imports.models import Batch
from amity.imports.readers.limited import LimitedTable
from amity.imports.tests.bringing import Answer, harvest_file, harvest_row
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from tests.rig.forks import FAULTS, exit_code, fork
from tests.rig.patience import wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer, pytest.mark.usefixtures("fresh_readers")]
ROWS = 1_500
PAUSE_SECONDS = 0.5
FRAME = ("--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin")


class Instance:
    """The commands of an instance, each in its own process."""

    def __init__(self, folder):
        self.output = folder / "output"

    def start(self, *words, act=None):
        return fork(act or import_module("amity.config.cli").main, [str(word) for word in words], output=self.output)

    def run(self, *words):
        code = exit_code(self.start(*words))
        return Answer(code, self.output.read_text(), self.faults())

    def faults(self):
        return self.output.with_suffix(FAULTS).read_text()

    def killed_while_applying(self, *words):
        """Start an import, kill -9 it once some rows are imported, and return the number of its batch."""
        before = Entry.objects.count()
        self.killed_when(lambda: Entry.objects.count() > before, *words)
        assert before < Entry.objects.count() < before + ROWS, "the process was killed too late to show anything"
        return Batch.objects.latest("pk").pk

    def killed_when(self, holds, *words):
        """Start a slow import, and kill -9 it once something holds."""
        process = self.start(*words, act=slowly)
        wait_for(lambda: not process.is_alive() or holds(), "the import is so far")
        assert process.is_alive(), self.faults()
        process.kill()
        process.join()


def slowly(words):
    """Run a command whose imports pause after each record that they read and in each transaction."""
    records, write = LimitedTable.records, Applier._write

    def slow_records(table):
        for record in records(table):
            yield record
            if record.number == 2:
                time.sleep(PAUSE_SECONDS)

    def slow_write(applier, *given):
        time.sleep(PAUSE_SECONDS)
        write(applier, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LimitedTable, "records", slow_records)
        patch.setattr(Applier, "_write", slow_write)
        return import_module("amity.config.cli").main(words)


@pytest.fixture
def instance(tmp_path):
    made = Instance(tmp_path)
    ended = made.run("init", "--admin", "ada@x.example", *FRAME)
    assert ended.code == 0, ended.err
    Limit.objects.create(name="import.chunk_rows", value=100)
    return made


def export(folder, project, name):
    days = [f"2026-{1 + n % 9:02d}-{1 + n % 27:02d}" for n in range(ROWS)]
    rows = (harvest_row(day=day, text=f"Work {n}", project=project) for n, day in enumerate(days))
    return harvest_file(folder, *rows, name=name)


def test_a_killed_import_is_resumed_exactly_or_undone_whole(instance, tmp_path):
    file, other = export(tmp_path, "Site", "one.csv"), export(tmp_path, "Shop", "two.csv")

    batch = instance.killed_while_applying("import", "harvest", file, "--create-missing")
    refused = instance.run("import", "harvest", other, "--create-missing")
    resumed = instance.run("import", "--resume", batch, "--json")

    assert refused.code == 3
    assert f"The import of one.csv (number {batch}) was interrupted. Resume it or undo it first." in refused.err
    assert resumed.code == 0, resumed.err
    assert (resumed["created"], resumed["tracked_seconds"]) == (ROWS, ROWS * 3600)
    assert (Entry.objects.count(), Account.objects.count()) == (ROWS, 1)

    killed = instance.killed_while_applying("import", "harvest", other, "--create-missing")
    undone = instance.run("undo", killed, "--json")

    assert undone.code == 0, undone.err
    assert Entry.objects.count() == ROWS
    assert ProjectMonth.objects.aggregate(Sum("seconds")) == {"seconds__sum": ROWS * 3600}
    assert instance.run("verify").code == 0


def test_an_import_killed_while_it_reads_is_read_again_when_it_is_resumed(instance, tmp_path):
    file = export(tmp_path, "Site", "one.csv")
    instance.killed_when(Batch.objects.exists, "import", "harvest", file, "--create-missing")
    killed = Batch.objects.get()

    resumed = instance.run("import", "--resume", killed.pk, "--json")

    assert killed.state == "reading"
    assert resumed["created"] == Entry.objects.count() == ROWS
    assert instance.run("verify").code == 0
