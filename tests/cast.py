"""Fixtures of people: Mara the account manager, Piet the project manager, Ada the director, Fina of finance, Tim of the
team, and the account they share. With them, the moment and the memory that a test begins with.
"""

from collections.abc import Iterator

import pytest
import time_machine

from amity.accounts.models import Account
from amity.agency.editions import keeping
from amity.agency.models import Agency
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import MONDAY, make_account, make_agency, make_agreement, make_person, make_project


@pytest.fixture
def on_monday() -> Iterator[None]:
    """Run the whole test on `MONDAY`, the date of the builders, whatever date the run has."""
    with time_machine.travel(MONDAY):
        yield


@pytest.fixture
def agency(db: None) -> Agency:
    """Create the agency."""
    return make_agency()


@pytest.fixture
def mara(agency: Agency) -> Person:
    """Create the account manager of `osprey`."""
    return make_person("Mara", roles.ACCOUNT_MANAGER)


@pytest.fixture
def piet(agency: Agency) -> Person:
    """Create the project manager of `site`."""
    return make_person("Piet", roles.PROJECT_MANAGER)


@pytest.fixture
def ada(agency: Agency) -> Person:
    """Create a director."""
    return make_person("Ada", roles.ACCOUNT_DIRECTOR)


@pytest.fixture
def fina(agency: Agency) -> Person:
    """Create a person of finance."""
    return make_person("Fina", roles.FINANCE)


@pytest.fixture
def tim(agency: Agency) -> Person:
    """Create a team member on `site`."""
    return make_person("Tim", roles.TEAM_MEMBER)


@pytest.fixture
def osprey(mara: Person, ada: Person) -> Account:
    """Create a client."""
    return make_account("Osprey Rail", manager=mara, director=ada)


@pytest.fixture
def site(osprey: Account, piet: Person, tim: Person) -> Project:
    """Create a project at 100.00 an hour, managed by Piet, with Tim on it."""
    agreement = make_agreement(osprey, hourly_rate="100")
    return make_project(osprey, name="Ticket site", manager=piet, team=[tim], agreement=agreement)


@pytest.fixture
def kept_cleared(db: None) -> Iterator[None]:
    """Begin and end without anything that the process keeps of settings and records."""
    keeping.clear()
    yield
    keeping.clear()
