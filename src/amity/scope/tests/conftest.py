"""Work that requests are about."""

from decimal import Decimal

import pytest

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.projects.models import Project
from tests.builders import make_agreement, make_project


@pytest.fixture
def agreement(osprey: Account) -> Agreement:
    """Create an agreement with an hourly rate."""
    return make_agreement(osprey, "fixed", fee=12_000_000, hourly_rate=Decimal(120))


@pytest.fixture
def project(osprey: Account, piet: Person, agreement: Agreement) -> Project:
    """Create a project under it."""
    return make_project(osprey, name="Ticket app", manager=piet, agreement=agreement)
