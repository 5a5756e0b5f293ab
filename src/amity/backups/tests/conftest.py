"""Shared fixtures of tests of backups: a stored file, and a backup."""

from pathlib import Path

import pytest
from django.utils import timezone

from amity.backups.commands import write_backup
from amity.files.commands import store
from amity.files.models import StoredFile
from amity.people.models import Person
from tests.builders import acting


@pytest.fixture
def stored(data: Path, mara: Person) -> StoredFile:
    """Return a stored file."""
    return store(by=acting(mara), name="brief.txt", chunks=[b"What Osprey wants"], limit=1000, now=timezone.now())


@pytest.fixture
def archive(stored: StoredFile, tmp_path: Path) -> Path:
    """Return a backup of an agency with one person and one stored file."""
    return write_backup(to=tmp_path / "backup.zip", now=timezone.now(), check=False).path
