"""Rates kept with their edition price a person's time like the rates read at that moment."""

from datetime import date

import pytest

from amity.agency.rates.queries import CostRates
from amity.people.models import Discipline
from amity.shared.caches.reading import reading
from tests.builders import make_agency, make_cost_rate, make_person

DAY = date(2026, 11, 20)


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["average", "discipline", "person"])
@pytest.mark.parametrize("heads", [1, 3])
@pytest.mark.parametrize("active", [True, False])
def test_the_rate_of_one_person_is_the_same_kept_and_read(level, heads, active):
    make_agency(cost_level=level)
    craft = Discipline.objects.create(name="Design")
    people = [make_person(discipline=craft) for _ in range(heads)]
    one = make_person(discipline=craft, is_active=active)
    make_person(is_active=False, discipline=craft)
    make_cost_rate("50", heads=12)
    make_cost_rate("60", level="discipline", discipline=craft, heads=heads)
    make_cost_rate("70", level="person", person=one, heads=None)
    make_cost_rate("80", level="person", person=people[0], heads=None)

    with reading():
        first = CostRates().on(one.pk, DAY)
    with reading():
        kept = CostRates().on(one.pk, DAY)

    assert first == kept == CostRates().on(one.pk, DAY)
