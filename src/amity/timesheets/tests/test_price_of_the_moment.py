"""An entry is priced by the rates of the moment it is saved, although a process keeps them with their edition."""

from datetime import date

import pytest

from amity.agency.models import Agency, CardPrice, CostRate
from amity.people.models import Discipline, DisciplineSince
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_project

DAY = date(2026, 11, 20)


@pytest.fixture
def log(agency, tim, osprey):
    """Return a function that logs an hour and returns its cost and standard value in whole units."""
    project = make_project(osprey, team=[tim], agreement=make_agreement(osprey))

    def log_hour():
        changes = EntryChanges(DAY, 3_600, project_id=project.pk)
        entry = commands.log_entry(by=acting(tim), changes=changes, now=MONDAY)
        return (entry.cost or 0) // 100, (entry.standard or 0) // 100

    return log_hour


@pytest.mark.django_db
def test_each_change_of_a_rate_counts_from_the_next_entry_on(log, agency, tim):
    average = make_cost_rate("50", heads=12)
    assert log()[0] == 50

    CostRate.objects.filter(pk=average.pk).update(per_hour=55)
    assert log()[0] == 55

    make_cost_rate("70", level="person", person=tim, heads=None)
    assert log()[0] == 55
    Agency.objects.update(cost_level="person")
    assert log()[0] == 70

    CostRate.objects.filter(person=tim).update(valid_from=date(2026, 11, 21))
    assert log()[0] == 0


@pytest.mark.django_db
def test_a_price_of_the_card_counts_by_the_discipline_held_then(log, tim):
    discipline = Discipline.objects.create(name="Weaving")
    DisciplineSince.objects.create(person=tim, discipline=discipline, valid_from=date(2020, 1, 1))
    CardPrice.objects.create(discipline=discipline, currency="EUR", valid_from=date(2020, 1, 1), per_hour=120)
    assert log()[1] == 120

    CardPrice.objects.update(per_hour=130)
    assert log()[1] == 130

    DisciplineSince.objects.filter(person=tim).update(discipline=None)
    assert log()[1] == 0
