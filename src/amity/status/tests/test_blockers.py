"""Client input as a blocker of the status: late only once the client was asked for it."""

from datetime import timedelta

import pytest

from amity.monitoring.changes import InputFields
from amity.monitoring.inputs import commands
from amity.status.answers.blockers import blockers_of
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


def test_input_blocks_from_the_day_the_client_was_asked_too_late(piet, site):
    fields = InputFields("Station photos", TODAY - timedelta(days=6), project_id=site.pk)
    photos = commands.ask_input(by=acting(piet), fields=fields, now=MONDAY)
    before = blockers_of([site.pk], TODAY)

    commands.mark_asked(by=acting(piet), input_id=photos.pk, asked_on=TODAY - timedelta(days=2), now=MONDAY)

    assert before == {}
    assert blockers_of([site.pk], TODAY) == {site.pk: ["Station photos, 2 days late"]}
