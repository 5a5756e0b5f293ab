"""Rows that several journeys look at."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from amity.projects.models import Project
from tests.builders import MONDAY, make_agreement, make_cost_rate, make_entry, make_line, make_project
from tests.matrix.scene import Scene, build


@pytest.fixture
def scene() -> Iterator[Scene]:
    """Build the average scene, and stay on its day."""
    with time_machine.travel(MONDAY):
        yield build("average")


@pytest.fixture
def earning(osprey, fina, piet) -> Project:
    """Create a project that earns more than its target, with a line on which time with a cost is logged."""
    make_cost_rate("45")
    agreement = make_agreement(osprey, "fixed", fee=500_000)
    line = make_line(agreement, "1", hours="20")
    project = make_project(osprey, name="Site", manager=piet, agreement=agreement, team=[fina])
    make_entry(by=fina, project=project, hours="8", on=date(2026, 10, 5), line_id=line.pk)
    return project
