"""What tests of imports share: somebody at the browser who may bring files, and a folder of their own."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from amity.people.models import Person


@pytest.fixture
def own_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Files and stages of one test, which no other test's batch of the same number finds."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def finas(client: Client, fina: Person, own_folder: Path) -> Client:
    """Fina's browser."""
    client.force_login(fina)
    return client
