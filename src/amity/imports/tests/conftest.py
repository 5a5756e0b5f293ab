"""Shared fixtures of import tests: a signed-in person who can import, and a separate folder."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from amity.people.models import Person


@pytest.fixture
def own_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Return a folder for one test's files and stages, which another test's batch with the same number doesn't find."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def finas(client: Client, fina: Person, own_folder: Path) -> Client:
    """Return Fina's browser."""
    client.force_login(fina)
    return client
