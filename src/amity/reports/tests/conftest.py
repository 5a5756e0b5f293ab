"""An account with a contact, a goal, and work, for account reviews."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from amity.accounts.models import Contact
from amity.projects.models import Milestone
from amity.strategy.models import Goal, GoalReading
from amity.timesheets.models import Entry
from tests.builders import MONDAY, make_agreement, make_entry, make_project


@pytest.fixture
def cleo(osprey):
    return Contact.objects.create(account=osprey, name="Cleo Client", mail="cleo@osprey.example", roles=["sponsor"])


@pytest.fixture
def goal(osprey):
    """A goal at half of its way."""
    made = Goal.objects.create(
        account=osprey, title="Tickets sold in the app", unit="%", baseline=Decimal(20), target=Decimal(40),
        begun_on=date(2026, 1, 1), target_on=date(2027, 1, 1), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    GoalReading.objects.create(goal=made, read_on=date(2026, 11, 1), value=Decimal(30), at=MONDAY, by_label="Mara")
    return made


@pytest.fixture
def work(osprey, mara):
    """A project with a milestone met late, one to come, and time at no charge."""
    project = make_project(osprey, manager=mara, agreement=make_agreement(osprey, "fixed"), team=[mara])
    for name, due, met in (("Wireframes", 5, 9), ("Launch", 70, None)):
        day = date(2026, 10, 1) + timedelta(days=due)
        done = date(2026, 10, 1) + timedelta(days=met) if met else None
        Milestone.objects.create(project=project, name=name, due_on=day, delivered_on=done)
    made = make_entry(by=mara, project=project, hours="2:00", courtesy=True)
    Entry.objects.filter(pk=made.pk).update(standard=24_137, value_currency="EUR")
    return project
