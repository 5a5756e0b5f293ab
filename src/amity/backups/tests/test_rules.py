"""Names of archives, which are due for removal, and when the nightly one is due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amity.backups.archive.manifest import is_inside
from amity.backups.rules import MANUAL, NIGHTLY, archive_name, expired, is_due

NOW = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)
OURS, THEIRS = "0a1b2c3d", "ffffffff"


def nightly(days, instance=OURS):
    return archive_name(NIGHTLY, instance, NOW - timedelta(days=days))


def test_only_this_instances_nightly_archives_expire():
    old = nightly(8)
    others = [archive_name(MANUAL, "", NOW - timedelta(days=90)), nightly(90, THEIRS), "notes.zip", f"{old}.part"]

    assert expired([nightly(0), nightly(6), old, *others], OURS, 7, NOW) == [old]


def test_the_newest_archive_never_expires():
    assert expired([nightly(90), nightly(80)], OURS, 7, NOW) == [nightly(90)]


@pytest.mark.parametrize(
    ("hours_since", "due"),
    [(0, False), (1, False), (2, True), (30, True)],
    ids=["at once", "tonight", "before", "long"],
)  # fmt: skip
def test_a_backup_is_due_once_its_hour_has_passed_since_the_last(hours_since, due):
    assert is_due(NOW, 1, NOW - timedelta(hours=hours_since)) is due


def test_the_hour_is_one_of_the_agencys_time_zone():
    in_vienna = datetime(2026, 11, 27, 1, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Vienna"))

    assert is_due(in_vienna, 2, in_vienna - timedelta(hours=1))
    assert not is_due(in_vienna, 3, in_vienna - timedelta(hours=20))


@pytest.mark.parametrize("path", ["../secret_key", "/etc/passwd", "a/../../b", "", "a\x00b"])
def test_a_path_outside_the_folder_of_files_is_refused(path):
    assert not is_inside(path)
