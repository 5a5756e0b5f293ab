"""Shared fixtures of tests of backups: an instance with its own folders."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from amity.backups.commands import write_backup
from amity.files.commands import store
from amity.files.models import StoredFile
from amity.people.models import Person
from tests.builders import acting
from tests.rig.postgres import packaged_binaries

KEY = "k" * 60


@pytest.fixture
def data(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Path:
    """Return the data folder of an instance with a key, on the database of the tests."""
    folder = tmp_path / "data"
    (folder / "files").mkdir(parents=True)
    (folder / "secret_key").write_text(KEY)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=folder)
    settings.MEDIA_ROOT = folder / "files"
    if packaged := packaged_binaries():
        monkeypatch.setenv("PATH", f"{os.environ['PATH']}:{packaged}")
    return folder


@pytest.fixture
def stored(data: Path, mara: Person) -> StoredFile:
    """Return a stored file."""
    return store(by=acting(mara), name="brief.txt", chunks=[b"What Osprey wants"], limit=1000, now=timezone.now())


@pytest.fixture
def archive(stored: StoredFile, tmp_path: Path) -> Path:
    """Return a backup of an agency with one person and one stored file."""
    return write_backup(to=tmp_path / "backup.zip", now=timezone.now(), check=False).path
