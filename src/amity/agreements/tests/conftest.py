"""People who review, and a separate folder for files."""

from pathlib import Path
from typing import Any

import pytest

from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import make_person


@pytest.fixture
def clara(agency: object) -> Person:
    """Return someone from legal."""
    return make_person("Clara", roles.LEGAL)


@pytest.fixture
def omar(agency: object) -> Person:
    """Return someone from business affairs."""
    return make_person("Omar", roles.BUSINESS_AFFAIRS)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """Return a separate folder for stored files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"
