"""A project of unmistakable digits, and a day of work in October."""

from datetime import date

import pytest

from amity.accounts.models import Account
from amity.people.models import Person
from amity.profitability.tests.asking import SENTINEL_COST, SENTINEL_FEE
from amity.projects.models import Project
from amity.timesheets.models import Entry
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project


@pytest.fixture
def brand(osprey: Account, piet: Person, tim: Person) -> Project:
    """Return a project with a fixed fee of unmistakable digits, half done, at an unmistakable cost."""
    make_cost_rate(SENTINEL_COST)
    agreement = make_agreement(osprey, "fixed", fee=2 * SENTINEL_FEE)
    line = make_line(agreement, "1.1", hours="20:00", rate="555.55")
    project = make_project(osprey, name="Brand", manager=piet, team=[tim], agreement=agreement)
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 11, 4), line_id=line.pk)
    return project


@pytest.fixture
def october(site: Project, tim: Person) -> Entry:
    """Log 8 h of Tim in October at 100 an hour, without a cost."""
    return make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
