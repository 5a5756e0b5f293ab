"""A backup while others write: restored, it is one consistent moment."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from amity.audit import trail
from amity.audit.models import Record
from amity.backups.archive import manifest
from amity.backups.commands import write_backup
from amity.backups.databases.current import database
from amity.backups.restore import restore
from amity.files.commands import remove, store
from amity.files.models import StoredFile
from amity.shared.command import command
from tests.builders import acting, make_person
from tests.rig.forks import fork
from tests.rig.patience import wait_for

pytestmark = pytest.mark.hammer
WRITERS = 2


@command
def write_twice(by, number):
    """Record two actions in one transaction, so that a torn copy has an odd number of them."""
    for half in (1, 2):
        trail.record("load.written", subject=by_row(number), by=by, at=timezone.now(), changes={"half": half})


def by_row(number):
    return make_person(f"Writer {number} {timezone.now().isoformat()}")


def hammer(number, by):
    """Write rows and files, and delete files, until killed."""
    for turn in count():
        write_twice(by, number)
        file = store(by=by, name="a.txt", chunks=[b"x" * 5000], limit=10_000, now=timezone.now())
        if turn % 2:
            remove(file)
        StoredFile.objects.filter(pk=file.pk).update(size=F("size"))


def test_backups_under_writes_restore_to_one_moment(data, mara, tmp_path):
    writers = [fork(hammer, number, acting(mara)) for number in range(WRITERS)]
    try:
        wait_for(lambda: StoredFile.objects.count() >= 10, "the writers write")
        # Restoring 140 tables takes PostgreSQL seconds.
        turns = 3 if connection.vendor == "sqlite" else 1
        made = []
        for turn in range(turns):
            made.append(write_backup(to=tmp_path / f"{turn}.zip", now=timezone.now(), check=False))
            rows = made[-1].manifest.tables["audit_record"].rows
            wait_for(lambda: Record.objects.count() > rows, "the writers write on")  # noqa: B023 - called at once
        assert all(writer.is_alive() for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.join()

    sizes = [written.manifest.tables["audit_record"].rows for written in made]
    assert sizes == sorted(set(sizes)), "the writers wrote between the backups"
    for turn, written in enumerate(made):
        restore(written.path, replace=True, now=timezone.now() + timedelta(minutes=turn))
        after = database().snapshot(tmp_path / "after")
        (tmp_path / "after").unlink()
        assert manifest.differences(written.manifest.tables, after.tables) == []
        assert trail.tampered() == []
        on_disk = {str(one.relative_to(data / "files")) for one in (data / "files").rglob("*") if one.is_file()}
        assert on_disk | {*written.manifest.deleted} == {*StoredFile.objects.values_list("path", flat=True)}
        assert written.manifest.tables["audit_record"].rows % 2 == made[0].manifest.tables["audit_record"].rows % 2
