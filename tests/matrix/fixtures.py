"""The scene as both matrices of rights build it, and as tests that change it use it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.builders import MONDAY

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


@pytest.fixture(scope="module", params=["average", "person"])
def level(request: pytest.FixtureRequest) -> str:
    """Set hourly costs by person or by average. With `person`, a margin reveals a salary."""
    return str(request.param)


@pytest.fixture(scope="module")
def scene(level: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator["Scene"]:
    """Build the scene once for all tests of a file."""
    from tests.matrix.scene import build  # every test run reads this file, few build the scene

    with django_db_blocker.unblock(), time_machine.travel(MONDAY), transaction.atomic():
        yield build(level)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator["Scene"]:
    """Build the scene at average costs once for all tests of a file. They all see its rows."""
    from tests.matrix.scene import build

    with django_db_blocker.unblock(), time_machine.travel(MONDAY), transaction.atomic():
        yield build("average")
        transaction.set_rollback(True)


@pytest.fixture
def monday_scene(built_scene: "Scene", db: None) -> Iterator["Scene"]:
    """Stop the clock on the scene's Monday. What a test changes in the scene is rolled back."""
    with time_machine.travel(MONDAY, tick=False):
        yield deepcopy(built_scene)
