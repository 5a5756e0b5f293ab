"""A disk that fills up during an import: it says so, and continues where it was once there is room."""

import pytest
from django.db.models import Sum

from amity.imports.models import Batch
from amity.imports.tests.test_killed import FRAME, ROWS, Instance, export, slowly
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from tests.faults.test_disk import full_disk, place  # noqa: F401 - the small disk
from tests.rig.patience import wait_for

pytestmark = [
    pytest.mark.hammer, pytest.mark.sqlite, pytest.mark.small_disk, pytest.mark.usefixtures("fresh_readers"),
]  # fmt: skip


def test_an_import_on_a_full_disk_says_so_and_is_resumed_without_duplicates(place, tmp_path):  # noqa: F811
    instance = Instance(tmp_path)
    assert instance.run("init", "--admin", "ada@x.example", *FRAME).code == 0
    file = export(tmp_path, "Site", "one.csv")

    importing = instance.start("import", "harvest", file, "--create-missing", act=slowly)
    wait_for(lambda: not importing.is_alive() or Entry.objects.exists(), "some rows are imported")
    with full_disk(place):
        importing.join()
    code, said, stored = importing.exitcode, instance.faults(), Entry.objects.count()
    resumed = instance.run("import", "--resume", Batch.objects.get().pk, "--json")

    assert (code, 0 < stored < ROWS) == (3, True)
    assert "Import 1 is not finished: resume it or undo it." in said
    assert "The disk is full or read-only, or the database doesn't answer (database or disk is full)." in said
    assert resumed.code == 0, resumed.err
    assert Entry.objects.count() == ROWS
    assert ProjectMonth.objects.aggregate(Sum("seconds")) == {"seconds__sum": ROWS * 3600}
    assert instance.run("verify").code == 0
