"""An instance with a data folder of its own, on the database of the tests."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings

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
