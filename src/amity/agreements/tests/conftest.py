"""People who review, and a folder of its own for papers."""

from pathlib import Path
from typing import Any

import pytest

from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import make_person


@pytest.fixture
def clara(agency: object) -> Person:
    """Legal."""
    return make_person("Clara", roles.LEGAL)


@pytest.fixture
def omar(agency: object) -> Person:
    """Business affairs."""
    return make_person("Omar", roles.BUSINESS_AFFAIRS)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for stored files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"
