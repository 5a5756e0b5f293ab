"""The hours of similar assessed requests are proposed while a request is assessed."""

import pytest
from django.urls import reverse

from amity.scope.assessments.similar import guessed_hours, usual_hours
from amity.scope.tests.making import make_assessed
from tests.builders import acting

HOUR = 3_600


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], {}),
        ([{1: HOUR}, {1: 2 * HOUR}], {1: 5400}),
        ([{1: HOUR, 2: HOUR}, {1: HOUR}, {1: 4000}], {1: HOUR}),
    ],
)
def test_usual_hours_are_medians_in_quarters_of_an_hour(found, expected):
    assert usual_hours(found) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_assessment_begins_with_the_hours_of_similar_requests(client, osprey, mara, site):
    for words in ("Newport stops on the map", "Bristol stops on the map"):
        make_assessed(osprey, mara, words, site)
    make_assessed(osprey, mara, "Inches in Germany", site)
    row = make_assessed(osprey, mara, "Cardiff stops on the map", site)
    found = guessed_hours(acting(mara), osprey, row.words, row.pk)
    assert found is not None
    assert (found.count, found.seconds) == (2, 2 * HOUR)
    assert guessed_hours(acting(mara), osprey, "Group bookings") is None

    client.force_login(mara)
    page = client.get(reverse("scope:assess", args=[row.pk])).content.decode()
    assert "from 2 similar requests" in page
    start = page.index('name="hours_0"')
    field = page[page.rindex("<", 0, start) : page.index(">", start)]
    assert 'value="2"' in field, field
    assert row.planned_seconds is None
